import { firstRoomId, type RoomId } from '@causerie/contract';
import { cast, type SeededUid } from '../seed/cast.ts';
import type { Addresses } from '../suite.ts';
import { Companion, type Heard } from './Companion.ts';
import { craftsman, hostess, hostOfTheTerrace, type Manner, replyTo } from './replies.ts';

const posts: readonly { readonly uid: SeededUid; readonly roomId: RoomId; readonly manner: Manner }[] = [
  { uid: 'seedColette', roomId: firstRoomId, manner: hostess },
  { uid: 'seedColette', roomId: 'terrasse' as RoomId, manner: hostOfTheTerrace },
  { uid: 'seedOtto', roomId: 'workshop' as RoomId, manner: craftsman },
];

/** Where two people talk to each other within this time, a companion only puts in a word now and then. */
const betweenOthersMs = 120_000;
const nowAndThen = 4;
/** Whoever writes faster than it can be answered gets one answer, to the last of it. */
const listensForMs = 900;

const isSeeded = (uid: string): boolean => Object.hasOwn(cast, uid);

/**
 * Has the companions of the first rooms come in and talk with whoever comes.
 *
 * @returns how they leave
 */
export const inviteCompanions = async (
  addresses: Addresses,
  onProblem: (error: unknown) => void,
): Promise<() => Promise<void>> => {
  const companions = new Map<SeededUid, Companion>();
  const sendHome = async (): Promise<void> => {
    await Promise.all([...companions.values()].map((companion) => companion.leave()));
  };
  try {
    for (const uid of new Set(posts.map((post) => post.uid)))
      companions.set(uid, await Companion.enter(addresses, uid, onProblem));
  } catch (error) {
    // One that came in alone would keep the whole program from ending.
    await sendHome();
    throw error;
  }
  const sinceMs = Date.now();
  for (const { uid, roomId, manner } of posts) {
    const companion = companions.get(uid);
    if (companion !== undefined) converse(companion, roomId, manner, sinceMs, onProblem);
  }
  return sendHome;
};

const converse = (
  companion: Companion,
  roomId: RoomId,
  manner: Manner,
  sinceMs: number,
  onProblem: (error: unknown) => void,
): void => {
  const { welcome } = manner;
  const lastHeardMs = new Map<string, number>();
  let turn = 0;
  let answering: ReturnType<typeof setTimeout> | undefined;

  const answer = ({ id, text }: Heard): void => {
    turn += 1;
    const reply = replyTo(manner, text, turn);
    if (reply.reaction !== undefined) companion.react(roomId, id, reply.reaction);
    if (reply.text !== undefined) companion.say(roomId, reply.text, turn % 2 === 0 ? id : undefined);
  };

  companion.onMessage(roomId, sinceMs, (said) => {
    if (isSeeded(said.uid)) return;
    const isNew = !lastHeardMs.has(said.uid);
    lastHeardMs.set(said.uid, performance.now());
    const talking = [...lastHeardMs.values()].filter((at) => performance.now() - at < betweenOthersMs).length;
    clearTimeout(answering);
    if (isNew && welcome !== undefined) {
      companion
        .nameOf(said.uid)
        .then((name) => (name === undefined ? undefined : companion.say(roomId, welcome(name))))
        .catch(onProblem);
      return;
    }
    if (talking > 1 && said.id.charCodeAt(said.id.length - 1) % nowAndThen !== 0) return;
    answering = setTimeout(() => answer(said), listensForMs);
  });
};
