import { limits, paths } from '@causerie/contract';
import { childrenOf } from '../tree/tree.ts';
import type { Task } from './job.ts';
import { batchSize, type Stage } from './stage.ts';

type Left = Extract<Task, { readonly kind: 'memberLeft' }>;

/** Signs of life. Bans and mutes stay, so that nobody rids themselves of one by leaving; and so does a pause that somebody has to make. */
const signs: Stage<Left> = async ({ tree, nowMs }, { roomId, uid }) => {
  if ((await tree.read(paths.member.at({ roomId, uid }))) !== null) return 'done';
  const pace = paths.paceEntry.at({ roomId, uid });
  const turnAt = Number(childrenOf(await tree.read(pace)).get('at') ?? 0);
  const isPauseOver = nowMs - turnAt >= limits.slowMsMax;
  await tree.update(
    new Map([
      [paths.typingEntry.at({ roomId, uid }), null],
      [paths.receipt.at({ roomId, uid }), null],
      ...(isPauseOver ? [[pace, null] as const] : []),
    ]),
  );
  return 'done';
};

/** The ways in that they gave out: whoever was put out should not leave doors open. */
const invitations: Stage<Left> = async ({ tree }, { roomId, uid }, cursor) => {
  if ((await tree.read(paths.member.at({ roomId, uid }))) !== null) return 'done';
  const window = { first: batchSize, ...(cursor === undefined ? {} : { startAt: cursor }) };
  const rows = [...childrenOf(await tree.read(paths.invites.at({ roomId }), window))];
  const theirs = rows.filter(([, invite]) => childrenOf(invite).get('by') === uid);
  await tree.update(new Map(theirs.map(([code]) => [paths.invite.at({ roomId, code }), null])));
  const last = rows
    .map(([code]) => code)
    .toSorted()
    .at(-1);
  return last === undefined || rows.length < batchSize ? 'done' : { goOnAt: last };
};

export const memberLeft: readonly Stage<Left>[] = [signs, invitations];
