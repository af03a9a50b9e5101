import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { limits } from '@causerie/contract';
// Batches on several instances, dying in the middle: only an emulator in this process can arrange that.
// oxlint-disable eslint/no-restricted-imports
import { askFor, type Job, readJob, type Task } from '../../functions/src/cleanup/job.ts';
import { resumeStalled, runBatches, runJob } from '../../functions/src/cleanup/runJob.ts';
import type { Workshop } from '../../functions/src/cleanup/stage.ts';
import { findTraces } from '../../functions/src/people/findTraces.ts';
import { restTree } from '../../functions/src/tree/restTree.ts';
import { childrenOf, type Tree } from '../../functions/src/tree/tree.ts';
// oxlint-enable eslint/no-restricted-imports
import { namespace, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();
beforeEach(() => stage.rules({ messages: { $roomId: { '.indexOn': ['uid'] } } }));

const ana = 'AnaUid0000000000000000000001';
const ben = 'BenUid0000000000000000000002';
const cat = 'CatUid0000000000000000000003';
const direct = `d-${ana}_${ben}`;
const hourMs = 3_600_000;
const beginMs = 1_800_000_000_000;

const messageId = (number: number): string => `-O${String(number).padStart(18, '0')}`;
const message = (uid: string) => ({ uid, text: `hello ${ana}`, at: 1, slot: 'a' });
const messages = (count: number, uids: readonly string[]) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [messageId(at), message(uids[at % uids.length] ?? ana)]),
  );
const joined = { joinedAt: 1 };

/** A tree in which Ana has left something everywhere. */
const world = () => ({
  users: { [ana]: { name: 'Ana', skeleton: 'ana' }, [ben]: { name: 'Ben', skeleton: 'ben' } },
  names: { ana, ben },
  directory: { lobby: { name: 'Lobby', topic: ana }, shed: { name: 'Shed', topic: 'x' } },
  rooms: {
    lobby: { kind: 'public', owner: ana, createdAt: 1 },
    shed: { kind: 'public', owner: ana, createdAt: 1 },
    [direct]: { kind: 'direct', createdAt: 1 },
  },
  members: {
    lobby: {
      [ana]: { role: 'owner', joinedAt: 1 },
      [ben]: { role: 'moderator', joinedAt: 9 },
      [cat]: { role: 'moderator', joinedAt: 5 },
    },
    shed: { [ana]: { role: 'owner', joinedAt: 1 }, [ben]: { role: 'member', joinedAt: 2 } },
    [direct]: { [ana]: { role: 'member', joinedAt: 1 }, [ben]: { role: 'member', joinedAt: 1 } },
  },
  mine: {
    [ana]: { lobby: joined, shed: joined, [direct]: joined },
    [ben]: { lobby: joined, shed: joined, [direct]: joined },
  },
  messages: {
    lobby: messages(130, [ana, ben]),
    shed: messages(120, [ben]),
    left: messages(3, [ana, cat]),
    [direct]: messages(60, [ana, ben]),
  },
  reactions: {
    lobby: {
      [messageId(0)]: { [ben]: { '👍': 1 } },
      [messageId(1)]: { [ana]: { '👍': 1 }, [cat]: { '🔥': 1 } },
    },
    [direct]: { [messageId(1)]: { [ana]: { '👍': 1 } } },
  },
  typing: { lobby: { [ana]: { at: 1, on: true }, [ben]: { at: 1, on: true } } },
  presence: { [ana]: { a: { at: 1, id: 'x' } } },
  lastSeen: { [ana]: 5, [ben]: 5 },
  receipts: { lobby: { [ana]: 1, [ben]: 1 }, [direct]: { [ben]: 1 } },
  sharing: { [ana]: { lastSeen: true, receipts: true }, [ben]: { lastSeen: true, receipts: true } },
  invites: { lobby: { code1: { by: ana, at: 1, uses: 3 }, code2: { by: ben, at: 1, uses: 3 } } },
  bans: { lobby: { zoe: { by: ana, at: 1, until: 2 }, [ana]: { by: ben, at: 1, until: 2 } } },
  mutes: { shed: { [ben]: { by: ana, at: 1, until: 2 } } },
  sanctions: { [ana]: { mutedUntil: 5 } },
  reports: {
    r1: { uid: ana, about: ben, text: 'x', at: 1 },
    r2: { uid: ben, about: ana, text: 'y', at: 1 },
    r3: { uid: ben, about: cat, text: ana, at: 1 },
  },
  audit: {
    lobby: {
      e1: { by: ana, about: ben, act: 'kick', at: 1 },
      e2: { by: ben, about: ana, act: 'mute', at: 1 },
    },
  },
  limits: {
    [ana]: { messages: { a: { at: 1, key: 'lobby/x' } } },
    [ben]: {
      joins: { a: { at: 1, key: direct }, b: { at: 1, key: 'lobby' } },
      pace: { [direct]: { at: 1 } },
    },
  },
  abuse: { [ana]: { strikes: { n1: 5 } }, [ben]: { complaints: { [ana]: { at: 1 }, [cat]: { at: 1 } } } },
  blocks: { [ana]: { [ben]: 5 }, [ben]: { [ana]: 5, [cat]: 5 } },
  calls: { [ana]: { exportMyData: { since: 1, count: 1 } } },
});

const treeHere = (): Tree => restTree({ origin: stage.url, namespace, token: async () => 'owner' });
const whole = async (): Promise<Record<string, Record<string, unknown> | undefined>> =>
  (await (await stage.rest('GET', '/.json')).json()) as Record<string, Record<string, unknown>>;

/** What was done to accounts. */
const accounts: string[] = [];
const workshop = (nowMs: number, tree = treeHere()): Workshop => ({
  tree,
  nowMs,
  lockOut: async (uid) => void accounts.push(`locked ${uid}`),
  removeAccount: async (uid) => void accounts.push(`removed ${uid}`),
});
beforeEach(() => void accounts.splice(0));

const jobs = async (): Promise<readonly Job[]> =>
  [...childrenOf(await treeHere().read('jobs')).values()].map(readJob).filter((job) => job !== undefined);

/** Delivers the events of rows that are written, as triggers do, until only rows are left that wait. */
const deliver = async (
  nowMs: number,
  run: (row: Job) => Promise<unknown> = (row) => runJob(workshop(nowMs), row),
) => {
  for (let rounds = 0; rounds < 500; rounds += 1) {
    const awake = (await jobs()).filter(({ waitUntil = 0 }) => waitUntil <= nowMs);
    if (awake.length === 0) return;
    for (const row of awake) await run(row);
  }
  expect.unreachable('a job that never ends');
};

const ask = (task: Task): Promise<void> => askFor(treeHere(), task, beginMs);

const tracesOf = async (uid: string): Promise<readonly string[]> => {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const { traces, next } = await findTraces(treeHere(), uid, cursor);
    found.push(...traces.map((keys) => keys.join('/')));
    cursor = next;
  } while (cursor !== undefined);
  return found;
};

const erase = async (run?: (row: Job) => Promise<unknown>): Promise<void> => {
  await stage.rest('PUT', '/.json', world());
  await ask({ kind: 'accountErased', uid: ana });
  await deliver(beginMs, run);
};

describe('erasing somebody', () => {
  it('leaves nothing that names them but what ends their sessions', async () => {
    await erase();
    expect((await tracesOf(ana)).filter((path) => !path.startsWith('jobs/'))).toEqual([]);
    const tree = await whole();
    expect(tree['revoked']).toEqual({ [ana]: beginMs });
    expect(accounts).toEqual([`locked ${ana}`, `removed ${ana}`]);

    const laterMs = beginMs + 2 * hourMs;
    expect(await resumeStalled(workshop(laterMs))).toBe(1);
    await deliver(laterMs);
    expect(await whole()).not.toHaveProperty('revoked');
    expect(await whole()).not.toHaveProperty('jobs');
    expect(await whole()).not.toHaveProperty('parkedJobs');
    expect(await tracesOf(ana)).toEqual([]);
  });

  it('leaves what others have, and the facts', async () => {
    await erase();
    const tree = await whole();
    // Owned rooms: the senior moderator, or else nobody.
    expect(tree['rooms']).toEqual({
      lobby: { kind: 'public', owner: cat, createdAt: 1 },
      shed: { kind: 'public', createdAt: 1, closedAt: beginMs },
    });
    expect(tree['members']).toEqual({
      lobby: { [ben]: { role: 'moderator', joinedAt: 9 }, [cat]: { role: 'owner', joinedAt: 5 } },
    });
    expect(tree['directory']).toEqual({ lobby: { name: 'Lobby', topic: ana } });
    expect(tree['mine']).toEqual({ [ben]: { lobby: joined } });
    expect(Object.keys(tree['messages']?.['lobby'] ?? {})).toHaveLength(65);
    expect(tree['messages']?.['left']).toEqual({ [messageId(1)]: message(cat) });
    expect(tree['messages']).not.toHaveProperty('shed');
    expect(tree['reactions']).toEqual({ lobby: { [messageId(1)]: { [cat]: { '🔥': 1 } } } });
    expect(tree['invites']).toEqual({ lobby: { code2: { by: ben, at: 1, uses: 3 } } });
    expect(tree['bans']).toEqual({ lobby: { zoe: { by: 'erased', at: 1, until: 2 } } });
    expect(tree['audit']).toEqual({
      lobby: {
        e1: { by: 'erased', about: ben, act: 'kick', at: 1 },
        e2: { by: ben, about: 'erased', act: 'mute', at: 1 },
      },
    });
    expect(tree['reports']).toEqual({
      r1: { uid: 'erased', about: ben, text: 'x', at: 1 },
      r3: { uid: ben, about: cat, text: ana, at: 1 },
    });
    // A slot that was taken stays taken.
    expect(tree['limits']).toEqual({
      [ben]: { joins: { a: { at: 1, key: 'erased' }, b: { at: 1, key: 'lobby' } } },
    });
    expect(tree['abuse']).toEqual({ [ben]: { complaints: { [cat]: { at: 1 } } } });
    expect(tree['blocks']).toEqual({ [ben]: { [cat]: 5 } });
    expect(tree['names']).toEqual({ ben });
    expect(tree['lastSeen']).toEqual({ [ben]: 5 });
    expect(tree['receipts']).toEqual({ lobby: { [ben]: 1 } });
    expect(Object.keys(tree['sharing'] ?? {})).toEqual([ben]);
    expect(tree).not.toHaveProperty('sanctions');
  });

  it('comes to the same when batches come twice, at once or again later, or die before they are written down', async () => {
    await erase();
    const { revoked: _, jobs: __, ...calm } = await whole();
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.constantFrom('once', 'twice', 'late', 'dies')), async (ways) => {
        let late: Job | undefined;
        await erase(async (row) => {
          const way = ways.next().value;
          if (way === 'dies') {
            // The batch is done and its row never written.
            const mortal = { ...treeHere(), change: async () => Promise.reject(new Error('died')) };
            await runJob(workshop(beginMs, mortal), row).catch(() => undefined);
          }
          if (way === 'late' && late !== undefined) await runJob(workshop(beginMs), late);
          await Promise.all(
            Array.from({ length: way === 'twice' ? 2 : 1 }, () => runJob(workshop(beginMs), row)),
          );
          late = row;
        });
        const { revoked: _revoked, jobs: _jobs, ...wild } = await whole();
        expect(wild).toEqual(calm);
      }),
      { numRuns: 4 },
    );
  }, 60_000);

  it('ends although somebody goes on naming them in slots of their own, which rules let everybody', async () => {
    const naming = { profiles: { a: { at: 1, key: ana } }, joins: { a: { at: 1, key: direct } } };
    await erase(async (row) => {
      await stage.rest('PUT', `/limits/${cat}.json`, naming);
      await runJob(workshop(beginMs), row);
    });
    expect(accounts).toEqual([`locked ${ana}`, `removed ${ana}`]);
    expect(await whole()).not.toHaveProperty('parkedJobs');
  });

  it('makes nobody an owner who leaves at that moment', async () => {
    const tree = treeHere();
    const late: Tree = {
      ...tree,
      change: async (path, plan, isQuiet) => {
        if (path === `members/lobby/${cat}`) await stage.rest('DELETE', `/${path}.json`);
        return tree.change(path, plan, isQuiet);
      },
    };
    await erase((row) => runJob(workshop(beginMs, late), row));
    const { rooms, members } = await whole();
    expect(rooms?.['lobby']).toMatchObject({ owner: ben });
    expect(members?.['lobby']).toEqual({ [ben]: { role: 'owner', joinedAt: 9 } });
  });

  it('goes on with the heir whom an instance chose before it died', async () => {
    await stage.rest('PUT', '/.json', world());
    await stage.rest('PUT', `/members/lobby/${ben}.json`, { role: 'owner', joinedAt: 9 });
    await ask({ kind: 'accountErased', uid: ana });
    await deliver(beginMs);
    const { rooms, members } = await whole();
    expect(rooms?.['lobby']).toMatchObject({ owner: ben });
    expect(members?.['lobby']).toMatchObject({ [cat]: { role: 'moderator' }, [ben]: { role: 'owner' } });
  });

  it('gives up when something is left again and again, and says so', async () => {
    await stage.rest('PUT', '/.json', { elsewhere: { x: { who: ana } } });
    await ask({ kind: 'accountErased', uid: ana });
    await deliver(beginMs);
    const parked = (await whole())['parkedJobs']?.[`erased-${ana}`];
    expect(parked).toMatchObject({ error: 'leftovers', rounds: 2 });
    expect(await tracesOf(ana)).toContain('elsewhere/x/who');
    // The account is locked and stays until somebody has looked.
    expect(accounts).not.toContain(`removed ${ana}`);
  });
});

describe('a room that was closed', () => {
  it('is empty afterwards, but for itself and what its moderators did', async () => {
    const before = world();
    await stage.rest('PUT', '/.json', before);
    await stage.rest('PUT', '/rooms/lobby/closedAt.json', 5);
    await ask({ kind: 'roomClosed', roomId: 'lobby' });
    await deliver(beginMs);
    const tree = await whole();
    for (const place of [
      'messages',
      'reactions',
      'members',
      'typing',
      'receipts',
      'invites',
      'bans',
      'mutes',
    ])
      expect(tree[place] ?? {}).not.toHaveProperty('lobby');
    expect(tree['rooms']?.['lobby']).toMatchObject({ closedAt: 5, owner: ana });
    expect(tree['audit']).toEqual(before.audit);
    expect(tree['mine']).toEqual({
      [ana]: { shed: joined, [direct]: joined },
      [ben]: { shed: joined, [direct]: joined },
    });
    expect(tree['messages']?.['shed']).toEqual(before.messages.shed);
  });

  it('is empty in the end although a member goes on leaving marks in it, as rules let members', async () => {
    await stage.rest('PUT', '/.json', world());
    await stage.rest('PUT', '/rooms/lobby/closedAt.json', 5);
    await ask({ kind: 'roomClosed', roomId: 'lobby' });
    await deliver(beginMs, async (row) => {
      await runJob(workshop(beginMs), row);
      if ((await treeHere().read(`members/lobby/${ben}`)) !== null)
        await stage.rest('PUT', `/receipts/lobby/${ben}.json`, 1);
    });
    expect((await whole())['receipts']).not.toHaveProperty('lobby');
  });

  it('is left alone while it is open', async () => {
    const before = world();
    await stage.rest('PUT', '/.json', before);
    await ask({ kind: 'roomClosed', roomId: 'lobby' });
    await deliver(beginMs);
    expect(await whole()).toEqual(before);
  });
});

describe('a member who left', () => {
  it('leaves no sign of life and no way in behind, and no ban is lifted', async () => {
    const { members, ...rest } = world();
    const { [ana]: _, ...lobby } = members.lobby;
    const before = { ...rest, members: { ...members, lobby } };
    await stage.rest('PUT', '/.json', before);
    await ask({ kind: 'memberLeft', roomId: 'lobby', uid: ana });
    await deliver(beginMs);
    const tree = await whole();
    expect(tree).toEqual({
      ...before,
      typing: { lobby: { [ben]: before.typing.lobby[ben] } },
      receipts: { ...before.receipts, lobby: { [ben]: 1 } },
      invites: { lobby: { code2: before.invites.lobby.code2 } },
    });
  });

  it.each([
    ['keeps a pause that may not be over', limits.slowMsMax - 1, true],
    ['keeps no pause that is over in every room', limits.slowMsMax, false],
  ])('%s', async (_name, agoMs, isKept) => {
    const turn = { at: beginMs - agoMs, key: messageId(1) };
    await stage.rest('PUT', '/.json', { limits: { [ana]: { pace: { lobby: turn } } } });
    await ask({ kind: 'memberLeft', roomId: 'lobby', uid: ana });
    await deliver(beginMs);
    expect(await treeHere().read('limits')).toEqual(isKept ? { [ana]: { pace: { lobby: turn } } } : null);
  });

  it('keeps everything when they are back already', async () => {
    await stage.rest('PUT', '/.json', world());
    await ask({ kind: 'memberLeft', roomId: 'lobby', uid: ana });
    await deliver(beginMs);
    expect(await whole()).toEqual(world());
  });

  it('is cleaned up after in rooms with more invites than one batch', async () => {
    const invites = Object.fromEntries(
      Array.from({ length: 120 }, (_, at) => [`c${String(at).padStart(3, '0')}`, { by: at % 3 ? ben : ana }]),
    );
    await stage.rest('PUT', '/.json', { invites: { lobby: invites } });
    await ask({ kind: 'memberLeft', roomId: 'lobby', uid: ana });
    await deliver(beginMs);
    expect(Object.values((await whole())['invites']?.['lobby'] ?? {})).toEqual(
      Array.from({ length: 80 }, () => ({ by: ben })),
    );
  });
});

describe('jobs', () => {
  it('are done in one go while there is time, and then handed on', async () => {
    const quietly: boolean[] = [];
    const tree = treeHere();
    const listening: Tree = {
      ...tree,
      change: (path, plan, isQuiet = false) => {
        quietly.push(isQuiet);
        return tree.change(path, plan, isQuiet);
      },
    };
    await stage.rest('PUT', '/.json', world());
    await ask({ kind: 'roomClosed', roomId: 'lobby' });
    await stage.rest('PUT', '/rooms/lobby/closedAt.json', 5);
    let nowMs = beginMs;
    // Every look at the clock is ten seconds later.
    const outcome = await runBatches(
      (at) => workshop(at, listening),
      (await jobs())[0],
      () => (nowMs += 10_000),
    );
    expect(outcome).toBe('goes_on');
    expect(quietly.at(-1)).toBe(false);
    expect(quietly.slice(0, -1)).toEqual(quietly.slice(0, -1).map(() => true));
    const [left] = await jobs();
    expect(left?.step).toBe(quietly.length);
    expect(await runBatches((at) => workshop(at, listening), left)).toBe('finished');
    expect(quietly.at(-1)).toBe(false);
    expect(await jobs()).toEqual([]);
  });

  it('are asked for once, however often', async () => {
    await stage.rest('PUT', '/.json', world());
    await ask({ kind: 'accountErased', uid: ana });
    const [row] = await jobs();
    await runJob(workshop(beginMs), row);
    const [later] = await jobs();
    await ask({ kind: 'accountErased', uid: ana });
    expect(await jobs()).toEqual([later]);
  });

  it('that fail are tried a few times and then kept for somebody to look at', async () => {
    await stage.rest('PUT', '/.json', { members: { lobby: {} } });
    await ask({ kind: 'accountErased', uid: ana });
    const outcomes: string[] = [];
    const broken = { ...workshop(beginMs), lockOut: async () => Promise.reject(new RangeError(ana)) };
    await deliver(beginMs, async (row) => outcomes.push((await runJob(broken, row)).outcome));
    expect(outcomes).toEqual(['failed', 'failed', 'failed', 'failed', 'parked']);
    expect(await whole()).toMatchObject({ parkedJobs: { [`erased-${ana}`]: { error: 'RangeError' } } });
  });

  it.each([
    ['just now', 0, 0],
    ['a little while ago', 3 * 60_000 - 1, 0],
    ['too long ago', 3 * 60_000, 1],
  ])('written %s are taken up by others or not', async (_name, silentMs, resumed) => {
    await ask({ kind: 'roomClosed', roomId: 'lobby' });
    expect(await resumeStalled(workshop(beginMs + silentMs))).toBe(resumed);
    expect((await jobs())[0]).toMatchObject({ step: resumed, failures: resumed });
  });

  it('that kill whoever takes them up are not taken up for ever', async () => {
    await ask({ kind: 'roomClosed', roomId: 'lobby' });
    for (let at = 1; at <= 10; at += 1) await resumeStalled(workshop(beginMs + at * hourMs));
    expect(await jobs()).toEqual([]);
    expect((await whole())['parkedJobs']).toMatchObject({ 'closed-lobby': { error: 'stalled' } });
  });

  it.each([
    null,
    7,
    {},
    { task: { kind: 'memberLeft', roomId: 'x' } },
    { task: { kind: 'constructor' }, stage: 0 },
  ])('are nothing when the row is %j', async (row) => {
    expect(await runJob(workshop(beginMs), row)).toEqual({ outcome: 'stale' });
  });

  it('do not pile up in a tree that they walk through in pieces', async () => {
    const people = Object.fromEntries(
      Array.from({ length: 2300 }, (_, at) => [`person${at}`, { name: 'x' }]),
    );
    await stage.rest('PUT', '/.json', { users: { ...people, [ana]: { name: 'x' } }, zoo: { [ana]: 1 } });
    expect(await tracesOf(ana)).toEqual([`users/${ana}`, `zoo/${ana}`]);
    expect((await findTraces(treeHere(), ana)).next).toBeDefined();
  });
});
