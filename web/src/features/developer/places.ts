import { paths, type RoomId, type UserId } from '@causerie/contract';

/** Every place of the tree that belongs to a room, and every one that belongs to a person, as the contract has them. */
export const placesOf = (
  roomId: RoomId,
  uid: UserId | undefined,
): { readonly room: readonly string[]; readonly person: readonly string[] } => ({
  room: placesBelow('{roomId}', roomId),
  person: uid === undefined ? [] : placesBelow('{uid}', uid),
});

const placesBelow = (first: string, key: string): readonly string[] => {
  const found = new Set<string>();
  for (const { pattern } of Object.values(paths)) {
    const keys = pattern.split('/');
    if (keys[1] === first) found.add(`${keys[0] ?? ''}/${key}`);
  }
  return [...found].toSorted();
};
