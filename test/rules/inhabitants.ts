import { skeletonOf } from '@causerie/contract';

/** Who signed in without an account. */
export const guests: readonly string[] = ['gus'];

/** Ana, Bob, somebody called `constructor` and Gus, a guest, are in the lobby. Eve has a profile and is in no room; Nia has only just signed in. */
const members = ['ana', 'bob', 'constructor', 'gus'];
/** Club, den and slow belong to Oz; Mo and May moderate them, Mel and Bob are members. */
const rolesInClub = { oz: 'owner', mo: 'moderator', may: 'moderator', mel: 'member', bob: 'member' } as const;
const named = [...members, 'eve', 'oz', 'mo', 'may', 'mel'];

/** Names that are taken from the beginning. */
export const takenNames: readonly string[] = named;

/** A private room. */
export const den = `p-${'d'.repeat(25)}`;

/**
 * How a world begins. Rooms: the public ones `lobby`, `annex` and `constructor`, and `club` and `slow`, which have an owner;
 * who speaks in `slow`, where Ana is too, makes pauses;
 * private ones: `vault`, which the server made, and `den`.
 */
export const inhabitants = (atMs: number): object => {
  const createdAt = atMs - 86_400_000;
  const membership = { role: 'member', joinedAt: createdAt };
  const clubbers = Object.fromEntries(
    Object.entries(rolesInClub).map(([uid, role]) => [uid, { role, joinedAt: createdAt }]),
  );
  const listed = { joinedAt: createdAt };
  const inClub = { club: listed, slow: listed, [den]: listed };
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
      club: { name: 'Club', topic: 'Chess', kind: 'public', owner: 'oz', createdAt },
      slow: { name: 'Slow', topic: 'No hurry', kind: 'public', owner: 'oz', createdAt, slowMs: 30_000 },
      [den]: { name: 'Den', topic: 'Plans', kind: 'private', owner: 'oz', createdAt },
    },
    directory: {
      lobby: { name: 'Lobby', topic: 'Everything' },
      annex: { name: 'Annex', topic: 'The rest' },
      club: { name: 'Club', topic: 'Chess' },
      slow: { name: 'Slow', topic: 'No hurry' },
    },
    members: {
      lobby: Object.fromEntries(members.map((uid) => [uid, membership])),
      constructor: { ana: { role: 'moderator', joinedAt: createdAt } },
      vault: { bob: membership },
      club: clubbers,
      slow: { ...clubbers, ana: membership },
      [den]: clubbers,
    },
    mine: {
      ana: { lobby: listed, slow: listed, constructor: listed },
      bob: { lobby: { joinedAt: createdAt }, vault: { joinedAt: createdAt }, ...inClub },
      constructor: { lobby: { joinedAt: createdAt } },
      gus: { lobby: { joinedAt: createdAt } },
      ...Object.fromEntries(['oz', 'mo', 'may', 'mel'].map((uid) => [uid, inClub])),
    },
    messages: {
      lobby: { [messageId(0)]: { uid: 'ana', text: 'First!', at: createdAt, slot: 'a' } },
    },
  };
};

/** What the lobby begins with. */
export const firstMessage = { id: '-O000000000000000000', uid: 'ana', text: 'First!' } as const;

/** A message id for each number; later numbers sort later. */
export const messageId = (number: number): string => `-O${String(number).padStart(18, '0')}`;
