import { type MessageId, paths, serverPaths } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { owner } from '../support/world.ts';

/** The first call of all has to start a process and load it. */
const firstCallMs = 20_000;
const messageId = '-Ocleanup00000000001' as MessageId;

const isGone = (path: string): Promise<boolean> =>
  until(async () => (await owner.read(path)) === null, `nothing is at ${path}`, firstCallMs);

describe('what nobody needs any more', () => {
  it('goes with a message: its reactions', async () => {
    const place = { roomId: 'cleaned-1', messageId };
    const message = { uid: 'ana', at: 1, slot: 'a' };
    await owner.write(paths.reactions.at(place), { ben: { '👍': 1 } });
    await owner.write(paths.message.at(place), { ...message, text: 'x' });
    await until(() => owner.read(`${paths.message.at(place)}/html`), 'it has html', firstCallMs);
    expect(await owner.read(paths.reactions.at(place))).not.toBeNull();
    await owner.write(paths.message.at(place), { ...message, deleted: true });
    expect(await isGone(paths.reactions.at(place))).toBe(true);
  });

  it('goes with a member: signs of life and ways in, but no mute', async () => {
    const place = { roomId: 'cleaned-2', uid: 'ana' };
    await owner.write(paths.member.at(place), { role: 'moderator', joinedAt: 1 });
    await owner.write(paths.typingEntry.at(place), { at: 1, on: true });
    await owner.write(paths.mute.at(place), { by: 'ben', at: 1, until: 2 });
    const invite = paths.invite.at({ roomId: place.roomId, code: 'a'.repeat(22) });
    await owner.write(invite, { by: 'ana', at: 1, until: 2, uses: 3 });
    await owner.write(paths.member.at(place), null);
    expect(await isGone(invite)).toBe(true);
    expect(await isGone(paths.typingEntry.at(place))).toBe(true);
    expect(await isGone(serverPaths.job.at({ jobId: 'left-cleaned-2-ana' }))).toBe(true);
    expect(await owner.read(paths.mute.at(place))).toEqual({ by: 'ben', at: 1, until: 2 });
  });

  it('goes with a room: everything but that there was one', async () => {
    const roomId = 'cleaned-3';
    const room = { kind: 'public', owner: 'ana', name: 'x', topic: 'x', createdAt: 1 };
    await owner.write(paths.room.at({ roomId }), room);
    await owner.write(paths.member.at({ roomId, uid: 'ana' }), { role: 'owner', joinedAt: 1 });
    await owner.write(paths.mineEntry.at({ roomId, uid: 'ana' }), { joinedAt: 1 });
    await owner.write(paths.message.at({ roomId, messageId }), { uid: 'ana', text: 'x', at: 1, slot: 'a' });
    await owner.write(serverPaths.closedAt.at({ roomId }), 5);
    expect(await isGone(paths.mineEntry.at({ roomId, uid: 'ana' }))).toBe(true);
    expect(await isGone(serverPaths.job.at({ jobId: `closed-${roomId}` }))).toBe(true);
    expect(await owner.read(paths.messages.at({ roomId }))).toBeNull();
    expect(await owner.read(paths.members.at({ roomId }))).toBeNull();
    expect(await owner.read(paths.room.at({ roomId }))).toEqual({ ...room, closedAt: 5 });
  });
});
