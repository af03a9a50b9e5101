import {
  equalTo,
  get,
  limitToFirst,
  onDisconnect,
  onValue,
  orderByChild,
  orderByValue,
  query,
  ref,
  runTransaction,
  set,
  update,
  type Database,
} from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { values } from './recorders.ts';
import { stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

/** The code and the message that the SDK makes of the server's answer. */
const refusal = (attempt: Promise<unknown>): Promise<readonly [unknown, string]> =>
  attempt.then(
    () => [undefined, 'was allowed'],
    (error: Error & { code?: string }) => [error.code, error.message],
  );

describe('what the SDK says', () => {
  it.for([
    [
      'a set',
      (client) => set(ref(client, 'closed'), 1),
      'PERMISSION_DENIED',
      'PERMISSION_DENIED: Permission denied',
    ],
    [
      'an update',
      (client) => update(ref(client), { 'open/a': 1, closed: 1 }),
      'PERMISSION_DENIED',
      'PERMISSION_DENIED: Permission denied',
    ],
    ['a get', (client) => get(ref(client, 'closed')), undefined, 'Permission denied'],
    [
      'a get of a window',
      (client) => get(query(ref(client, 'closed'), limitToFirst(1))),
      undefined,
      'Permission denied',
    ],
    [
      'work left for later',
      (client) => onDisconnect(ref(client, 'closed')).set(1),
      'PERMISSION_DENIED',
      'PERMISSION_DENIED: Permission denied',
    ],
    [
      'a transaction',
      (client) => runTransaction(ref(client, 'open/written/never'), () => 1),
      undefined,
      'permission_denied',
    ],
    [
      'a listen',
      (client) => new Promise((resolve, reject) => onValue(ref(client, 'closed'), resolve, reject)),
      'PERMISSION_DENIED',
      "permission_denied at /closed: Client doesn't have permission to access the desired data.",
    ],
    [
      'a get without its index',
      (client) => get(query(ref(client, 'open'), orderByValue(), equalTo(1))),
      undefined,
      'Index not defined, add ".indexOn": ".value", for path "/open", to the rules',
    ],
    [
      'a get without a deep index',
      (client) => get(query(ref(client, 'open/a'), orderByChild('b/c'), equalTo(1))),
      undefined,
      'Index not defined, add ".indexOn": "b/c", for path "/open/a", to the rules',
    ],
    [
      'a get of what only the client knows',
      (client) => get(ref(client, '.info/connected')),
      undefined,
      'Invalid token in path',
    ],
    [
      'an update of what only the client knows',
      (client) => update(ref(client, '.info'), { connected: 1 }),
      'INVALID_PARAMETERS',
      'INVALID_PARAMETERS: Invalid token in path',
    ],
  ] satisfies [string, (client: Database) => Promise<unknown>, string | undefined, string][])(
    'of %s that is refused',
    async ([, attempt, code, message]) => {
      await stage.rules({
        open: { '.read': true, '.write': true, written: { never: { '.validate': false } } },
      });
      const client = stage.client();
      expect(await refusal(attempt(client))).toEqual([code, message]);
      // The connection lives on.
      await set(ref(client, 'open/after'), 1);
      expect((await get(ref(client, 'open/after'))).val()).toBe(1);
    },
  );

  it('of all owners of listens on a place that is closed meanwhile', async () => {
    await stage.rules({ data: { '.read': true } });
    const client = stage.client();
    const heard = [values(ref(client, 'data/a')), values(query(ref(client, 'data'), limitToFirst(1)))];
    await Promise.all(heard.map((each) => each.first(1)));
    await stage.rules({ data: { '.read': false } });
    for (const each of heard) {
      await each.until((all) => all.length === 2, 'the listen was revoked');
      expect(each.last).toMatchObject({ code: 'PERMISSION_DENIED' });
    }
  });
});
