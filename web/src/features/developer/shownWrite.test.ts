import type { RoomId, UserId } from '@causerie/contract';
import { idPatterns, limits, paths } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { shownWrite } from './shownWrite.ts';

const code = 'a1B2c3D4e5F6g7H8i9J0k1';
const roomId = 'p-0123456789ABCDEFabcdef012' as RoomId;
const uid = 'AbCdEfGhIjKlMnOpQrStUvWxYz12' as UserId;

describe('shownWrite', () => {
  it.each<readonly [string, string, unknown, string, string]>([
    ['a text', 'messages/lobby/-a/text', 'hello', 'messages/lobby/-a/text', '"hello"'],
    ['a removal', 'typing/lobby/ana', null, 'typing/lobby/ana', 'null'],
    ['the time of the server', 'a', { '.sv': 'timestamp' }, 'a', '{".sv":"timestamp"}'],
    ['an invite', paths.invite.at({ roomId, code }), { by: uid }, `invites/${roomId}/•••`, `{"by":"${uid}"}`],
    ['a code', `mine/${uid}/${roomId}`, { code }, `mine/${uid}/${roomId}`, '{"code":"•••"}'],
    ['a try', 'limits/a/knocks/0', { key: `lobby/${code}` }, 'limits/a/knocks/0', '{"key":"lobby/•••"}'],
    ['a name of objects', '__proto__', { constructor: 1 }, '__proto__', '{"constructor":1}'],
  ])('shows %s', (_name, path, value, shownPath, shownValue) => {
    expect(shownWrite(new Map([[path, value]]))).toEqual([{ path: shownPath, value: shownValue }]);
  });

  it('knows a code by what the contract says of codes', () => {
    expect(new RegExp(idPatterns.inviteCode).test(code)).toBe(true);
  });

  it('cuts what is long, and says how long it was', () => {
    const text = 'x'.repeat(limits.messageText);
    const [row] = shownWrite(new Map([['a', text]]));
    expect(row?.value.length).toBeLessThan(text.length / 2);
    expect(row?.value).toContain(String(text.length + 2));
  });
});
