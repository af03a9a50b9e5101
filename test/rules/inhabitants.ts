import { skeletonOf } from '@causerie/contract';

/** Ana, Bob and somebody called `constructor` are in the lobby. Eve has a profile and is in no room; Nia has only just signed in. */
const members = ['ana', 'bob', 'constructor'];
const named = [...members, 'eve'];

/**
 * How a world begins. Rooms: the public ones `lobby`, `annex` and `constructor`, and `vault`, whose kind the rules of
 * today know nothing of.
 */
export const inhabitants = (atMs: number): object => {
  const createdAt = atMs - 86_400_000;
  const membership = { role: 'member', joinedAt: createdAt };
  return {
    users: Object.fromEntries(
      named.map((uid) => [uid, { name: uid, skeleton: skeletonOf(uid), color: 1, createdAt }]),
    ),
    names: Object.fromEntries(named.map((uid) => [skeletonOf(uid), uid])),
    rooms: {
      lobby: { name: 'Lobby', topic: 'Everything', kind: 'public', createdAt },
      annex: { name: 'Annex', topic: 'The rest', kind: 'public', createdAt },
      constructor: { name: 'Constructor', topic: 'Building', kind: 'public', createdAt },
      vault: { name: 'Vault', topic: 'Secrets', kind: 'private', createdAt },
    },
    directory: {
      lobby: { name: 'Lobby', topic: 'Everything' },
      annex: { name: 'Annex', topic: 'The rest' },
    },
    members: {
      lobby: Object.fromEntries(members.map((uid) => [uid, membership])),
      constructor: { ana: membership },
      vault: { bob: membership },
    },
    mine: {
      ana: { lobby: { joinedAt: createdAt }, constructor: { joinedAt: createdAt } },
      bob: { lobby: { joinedAt: createdAt }, vault: { joinedAt: createdAt } },
      constructor: { lobby: { joinedAt: createdAt } },
    },
    messages: {
      lobby: { [messageId(0)]: { uid: 'ana', text: 'First!', at: createdAt, slot: 'a' } },
    },
  };
};

/** A message id for each number; later numbers sort later. */
export const messageId = (number: number): string => `-O${String(number).padStart(18, '0')}`;
