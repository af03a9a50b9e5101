import { auditEntry, type RoomId, type UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { planAct, type RoomAct } from './planAct.ts';

const ana = 'ana' as UserId;
const about = 'bo' as UserId;

const rows: readonly (readonly [RoomAct, readonly string[]])[] = [
  [{ act: 'kick', about }, ['members/r/bo', 'mine/bo/r']],
  [{ act: 'ban', about, untilMs: 5, isMember: true }, ['bans/r/bo', 'members/r/bo', 'mine/bo/r']],
  [{ act: 'ban', about, untilMs: 5, isMember: false }, ['bans/r/bo']],
  [{ act: 'liftBan', about }, ['bans/r/bo']],
  [{ act: 'mute', about, untilMs: 5 }, ['mutes/r/bo']],
  [{ act: 'liftMute', about }, ['mutes/r/bo']],
  [{ act: 'changeRole', about, role: 'moderator' }, ['members/r/bo/role']],
  [{ act: 'handOver', about }, ['rooms/r/owner', 'members/r/bo/role', 'members/r/ana/role']],
  [{ act: 'close', isPublic: true }, ['rooms/r/closedAt', 'directory/r']],
  [{ act: 'close', isPublic: false }, ['rooms/r/closedAt']],
];

describe('planAct', () => {
  it.each(rows)('of %j writes the deed, its entry and its turn', (act, places) => {
    const plan = planAct(ana, 'r' as RoomId, 'e', act);
    expect([...plan.keys()]).toEqual([...places, 'audit/r/e', 'limits/ana/act']);
    expect(plan.get('limits/ana/act')).toMatchObject({ key: 'r/e' });
    const entry = plan.get('audit/r/e') as object;
    expect(auditEntry.read({ ...entry, at: 5 })).toMatchObject({ by: 'ana', act: act.act });
    expect('about' in entry).toBe(act.act !== 'close');
  });
});
