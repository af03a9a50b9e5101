/** What finding says, in one language. */
export interface FindWords {
  readonly label: string;
  readonly older: string;
  readonly newer: string;
  readonly close: string;
  readonly place: (place: number, count: number) => string;
  readonly none: string;
  /** `backTo` is a date. */
  readonly looked: (count: number, backTo: string) => string;
  readonly all: string;
  readonly stop: string;
  readonly goOn: string;
  readonly failed: string;
}
