/** Why a deployment does not take place, for a person: what is wrong, and what to do about it. */
export interface Refusal {
  readonly what: string;
  readonly fix: string;
}
