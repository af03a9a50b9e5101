/** Somebody who was here before the first visitor. */
export interface SeededPerson {
  readonly name: string;
  readonly color: number;
}

/**
 * The people of the first rooms, by uid. Two of them are companions, and answer: Colette in the lobby and on the terrace, Otto in the
 * workshop.
 */
export const cast = {
  seedColette: { name: 'Colette', color: 2 },
  seedOtto: { name: 'Otto', color: 7 },
  seedMaya: { name: 'Maya', color: 10 },
  seedIsmael: { name: 'Ismaël', color: 5 },
  seedJune: { name: 'June', color: 0 },
} as const satisfies Readonly<Record<string, SeededPerson>>;

export type SeededUid = keyof typeof cast;

export const seededUids = Object.keys(cast) as readonly SeededUid[];
