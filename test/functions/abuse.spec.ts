import { limits, type MessageId, paths } from '@causerie/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FunctionLog, openFunctionLog } from '../support/functionLog.ts';
import { type Person, signUp, updateAs } from '../support/people.ts';
import { until } from '../support/until.ts';
import { owner } from '../support/world.ts';

let log: FunctionLog;
beforeAll(async () => {
  log = await openFunctionLog();
});
afterAll(() => log.close());

/** The first call of all has to start a process and load it. */
const firstCallMs = 20_000;
const roomId = 'abuse';

let made = 0;
const newId = () => `-Oabusive00${String((made += 1)).padStart(9, '0')}` as MessageId;

beforeAll(() => owner.write(`rooms/${roomId}`, { kind: 'public', name: 'x', topic: 'x', createdAt: 1 }));

const member = async (): Promise<Person> => {
  const person = await signUp('guest');
  await owner.write(paths.member.at({ roomId, uid: person.uid }), { role: 'member', joinedAt: 1 });
  return person;
};

/** Says something as the page does, and says whether the rules allowed it. */
const says = (person: Person, slot: string): Promise<boolean> => {
  const messageId = newId();
  const at = { '.sv': 'timestamp' };
  return updateAs(person, {
    [paths.message.at({ roomId, messageId })]: { uid: person.uid, text: 'hi', at, slot },
    [paths.messageSlot.at({ uid: person.uid, slot })]: { at, key: `${roomId}/${messageId}` },
  });
};

/** What came of the event of this message or report. */
const outcomeOf = async (message: string, id: string): Promise<unknown> => {
  const isIt = (entry: Readonly<Record<string, unknown>>) =>
    entry['message'] === message && [entry['messageId'], entry['reportId']].includes(id);
  const entries = await log.entries.until((all) => all.some(isIt), `the log says: ${message}`, firstCallMs);
  return entries.find(isIt)?.['outcome'];
};

describe('who floods', () => {
  it('is silenced, in all rooms, by the rules', async () => {
    const person = await member();
    const { slots, windowMs } = limits.messageRing;
    // A minute that is over, so that no test waits for the clock.
    const minuteMs = Math.floor(Date.now() / 60_000 - 1) * 60_000;
    const outcomes: unknown[] = [];
    for (let round = 0; round < 5; round += 1) {
      const messageId = newId();
      const row = { at: minuteMs + round * (windowMs + 1), key: `${roomId}/${messageId}` };
      await owner.write(
        paths.messageSlots.at({ uid: person.uid }),
        Object.fromEntries(slots.map((slot) => [slot, row])),
      );
      await owner.write(paths.message.at({ roomId, messageId }), {
        uid: person.uid,
        text: 'x',
        at: row.at,
        slot: 'a',
      });
      // One after the other: the functions emulator starts a process for every call that finds none idle.
      outcomes.push(await outcomeOf('flood watched', messageId));
    }
    expect(outcomes).toEqual(['noted', 'noted', 'noted', 'noted', 'silenced']);
    const mutedUntil = Number(await owner.read(`${paths.sanction.at({ uid: person.uid })}/mutedUntil`));
    expect(mutedUntil - Date.now()).toBeGreaterThan(limits.strikes.firstMuteMs - 60_000);
    expect(mutedUntil - Date.now()).toBeLessThanOrEqual(limits.strikes.firstMuteMs);
    expect(await says(person, 'b')).toBe(false);
    await owner.write(paths.sanction.at({ uid: person.uid }), null);
    expect(await says(person, 'b')).toBe(true);
  });
});

describe('who is reported', () => {
  it('is silenced by several people with accounts, and by no number of guests', async () => {
    const [about, ...reporters] = await Promise.all([
      member(),
      signUp('guest'),
      signUp('guest'),
      signUp('guest'),
      ...Array.from({ length: limits.complaints.people }, () => signUp('account')),
    ]);
    const report = (uid: string) => ({
      uid,
      roomId,
      messageId: newId(),
      about: about.uid,
      text: 'x',
      reason: 'spam',
      at: Date.now(),
    });
    const accounts = reporters.slice(3);
    const [first] = accounts;
    // The first complains twice.
    const complaining = [
      ...reporters.slice(0, 3),
      ...accounts.slice(0, -1),
      ...(first ? [first] : []),
      ...accounts.slice(-1),
    ];
    const outcomes: unknown[] = [];
    for (const { uid } of complaining) {
      const reportId = newId();
      await owner.write(paths.report.at({ reportId }), report(uid));
      outcomes.push(await outcomeOf('report counted', reportId));
    }
    expect(outcomes).toEqual(['guest', 'guest', 'guest', 'noted', 'noted', 'noted', 'silenced']);
    expect(
      await until(() => owner.read(paths.sanction.at({ uid: about.uid })), 'the sanction is there'),
    ).toEqual({
      mutedUntil: expect.any(Number),
    });
    expect(await says(about, 'c')).toBe(false);
  });
});
