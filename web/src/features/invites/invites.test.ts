import { idPatterns, type RoomId, type UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { inviteAddress, parseInvite } from './inviteAddress.ts';
import { newCode, planInvite, planRedeem } from './planInvite.ts';

const code = 'InviteInviteInvite0123';
const den = 'den' as RoomId;

describe('parseInvite', () => {
  it('reads what inviteAddress writes', () => {
    expect(parseInvite(inviteAddress({ roomId: den, code }))).toEqual({ roomId: 'den', code });
  });

  it.each([
    '',
    '#/rooms/den',
    '#/invites/',
    '#/invites/den',
    '#/invites/den/short',
    `#/invites/__proto__/${code}`,
    `#/invites/den/${code}/more`,
    `#/invites/../names/${code}`,
    `#/invites/den/${code}%00`,
  ])('takes %s for none', (hash) => {
    expect(parseInvite(hash)).toBeUndefined();
  });
});

describe('newCode', () => {
  it('is of the form that rules ask for, and never the same', () => {
    const codes = Array.from({ length: 200 }, newCode);
    for (const one of codes) expect(one).toMatch(idPatterns.inviteCode);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe('plans', () => {
  it('make an invite at its place', () => {
    const plan = planInvite('ana' as UserId, den, code, { uses: 5, untilMs: 7 });
    expect(plan.get(`invites/den/${code}`)).toMatchObject({ by: 'ana', uses: 5, until: 7 });
  });

  it('come in by one at all the places that belong together', () => {
    expect([...planRedeem('bo' as UserId, den, code).keys()]).toEqual([
      'members/den/bo',
      'mine/bo/den',
      `invites/den/${code}/uses`,
    ]);
  });
});
