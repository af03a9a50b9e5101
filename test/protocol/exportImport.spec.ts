import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databasesOf } from '../../emulator/src/databasesOf.ts';
import { type Emulator, startEmulator } from '../../emulator/src/index.ts';
import { toJson } from '../../emulator/src/tree/json.ts';
import { anyExport } from '../../emulator/src/tree/treeArbitraries.ts';

const bearer = { authorization: 'Bearer owner' };
const project = 'demo-x';

let from: Emulator;
let to: Emulator;
beforeEach(async () => {
  [from, to] = await Promise.all([startEmulator(), startEmulator()]);
});
afterEach(() => Promise.all([from.close(), to.close()]));

const ask = (emulator: Emulator, method: string, path: string, body?: BodyInit): Promise<Response> =>
  fetch(`${emulator.url}${path}`, {
    method,
    headers: { ...bearer, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body, duplex: 'half' }),
  });

/** What `emulators:export` writes, by the requests that firebase-tools makes for it: a text for each database. */
const exported = async (emulator: Emulator): Promise<ReadonlyMap<string, string>> => {
  const list = await ask(emulator, 'GET', `/.inspect/databases.json?ns=${project}`);
  const files = new Map<string, string>();
  for (const { name } of (await list.json()) as readonly { name: string }[]) {
    const some = await ask(emulator, 'GET', `/.json?ns=${name}&shallow=true&limitToFirst=1`);
    if ((await some.json()) === null) continue;
    files.set(name, await (await ask(emulator, 'GET', `/.json?ns=${name}&format=export`)).text());
  }
  return files;
};

/** A body that comes in pieces, as a file that is read does. */
const inPieces = (text: string): ReadableStream => {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start: (controller) => {
      // A character may be cut in two.
      for (let at = 0; at < bytes.length; at += 777) controller.enqueue(bytes.subarray(at, at + 777));
      controller.close();
    },
  });
};

/** What `--import` does with such files. */
const imported = async (
  emulator: Emulator,
  files: ReadonlyMap<string, string>,
): Promise<readonly number[]> => {
  const statuses: number[] = [];
  for (const [name, text] of files) {
    const query = `ns=${name}&disableTriggers=true&writeSizeLimit=unlimited`;
    statuses.push((await ask(emulator, 'PUT', `/.json?${query}`, inPieces(text))).status);
  }
  return statuses;
};

const put = async (name: string, json: string): Promise<void> => {
  expect((await ask(from, 'PUT', `/.json?ns=${name}`, json)).status).toBe(200);
};

/** With priorities, as the tree has it. */
const dataOf = (emulator: Emulator): unknown =>
  [...databasesOf(emulator)]
    .filter(({ root }) => root.kind !== 'empty')
    .map(({ namespace, root }) => [namespace, toJson(root, 'wire')]);

describe('an export that is imported', () => {
  it.each([
    [
      'priorities of leaves and of objects',
      '{"a":{".value":1,".priority":2},"b":{".priority":"p","c":true}}',
    ],
    ['a priority of the root', '{".priority":-1.5,"a":1}'],
    ['a root that is a leaf', '{".value":"x",".priority":"p"}'],
    ['lists, with holes and priorities', '{"a":[1,null,[2,3]],"b":[{".value":1,".priority":1},2]}'],
    ['numbers for keys', '{"0":1,"7":2,"01":3,"-5":4,"2147483648":5}'],
    ['names that objects have', '{"__proto__":{"constructor":{"toString":1}},"hasOwnProperty":2,"length":3}'],
    ['keys of all kinds', `{"é🙂漢":1," ":2,"\\"":3,"\\\\":4,"${'k'.repeat(768)}":5,"${'é'.repeat(384)}":6}`],
    ['texts of all kinds', '{"a":"","b":"\\u2028\\n\\u0000🙂","c":".sv","d":"null"}'],
    ['numbers of all kinds', '[0.1,1e300,5e-324,-9007199254740992,1.7976931348623157e308]'],
  ])('keeps %s', async (_what, json) => {
    await put('demo-x-default-rtdb', json);
    const files = await exported(from);
    expect(await imported(to, files)).toEqual([200]);
    expect(dataOf(to)).toEqual(dataOf(from));
    expect(await exported(to)).toEqual(files);
  });

  it('keeps whatever can be stored', async () => {
    await fc.assert(
      fc.asyncProperty(anyExport, async (value) => {
        await put('any', JSON.stringify(value));
        await imported(to, new Map([['any', 'null'], ...(await exported(from))]));
        expect(dataOf(to)).toEqual(dataOf(from));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps databases apart, and leaves out those without data', async () => {
    await put('demo-x-default-rtdb', '{"a":1}');
    await put('other', '"b"');
    await put('empty', 'null');
    const files = await exported(from);
    expect([...files.keys()].toSorted()).toEqual(['demo-x-default-rtdb', 'other']);
    await imported(to, files);
    expect(dataOf(to)).toEqual(dataOf(from));
  });

  it('is not read by rules, and goes on under those that are loaded after it', async () => {
    const rules = '// mine\n{"rules": {".read": "auth != null",},}';
    await put('demo-x-default-rtdb', '{"a":1}');
    expect((await ask(from, 'PUT', '/.settings/rules.json?ns=demo-x-default-rtdb', rules)).status).toBe(200);
    await imported(to, await exported(from));
    expect((await ask(to, 'PUT', '/.settings/rules.json?ns=demo-x-default-rtdb', rules)).status).toBe(200);
    expect(dataOf(to)).toEqual(dataOf(from));
    expect((await fetch(`${to.url}/.json?ns=demo-x-default-rtdb`)).status).toBe(401);
  });

  it('is refused whole when a part of it is wrong', async () => {
    await imported(to, new Map([['demo', '{"old":1}']]));
    const wrong = new Map([['demo', '{"new":1,"a.b":2}']]);
    expect(await imported(to, wrong)).toEqual([400]);
    expect(dataOf(to)).toEqual([['demo', { old: 1 }]]);
  });
});

describe('what database:import sends', () => {
  it('arrives in portions, priorities included', async () => {
    const patch = (path: string, json: unknown) =>
      ask(to, 'PATCH', `${path}.json?ns=demo`, JSON.stringify(json));
    expect(await (await ask(to, 'GET', '/.json?ns=demo&shallow=true')).json()).toBeNull();
    const portions = [
      ['/rooms', { 'a/name': 'A', 'a/.priority': 1, b: { '.priority': 2, name: 'B' } }],
      ['/leaf', { '.value': 'x', '.priority': 'p' }],
      ['/list', { '0': 'y', '1': 'z' }],
      ['/', { single: true }],
    ] as const;
    for (const [path, json] of portions) expect((await patch(path, json)).status).toBe(200);
    expect(dataOf(to)).toEqual([
      [
        'demo',
        {
          leaf: { '.value': 'x', '.priority': 'p' },
          list: { '0': 'y', '1': 'z' },
          rooms: { a: { '.priority': 1, name: 'A' }, b: { '.priority': 2, name: 'B' } },
          single: true,
        },
      ],
    ]);
  });
});

describe('what database:remove sends', () => {
  it('lists keys in portions and deletes them', async () => {
    const keys = ['-5', '0', '12', 'a', 'true', 'é'];
    await put('demo', JSON.stringify(Object.fromEntries(keys.map((key) => [key, 1]))));
    const seen: string[] = [];
    for (let last: string | undefined; ; last = seen.at(-1)) {
      const after = last === undefined ? '' : `&startAfter=${encodeURIComponent(last)}`;
      const page = await ask(
        from,
        'GET',
        `/.json?ns=demo&shallow=true&limitToFirst=2&timeout=1000ms${after}`,
      );
      const found = Object.keys(((await page.json()) ?? {}) as object);
      if (found.length === 0) break;
      // Of numbers JavaScript keeps the order of its own, in which none is below zero.
      seen.push(...(found.includes('-5') ? ['-5', '0'] : found));
    }
    expect(seen).toEqual(keys);
    const query = 'ns=demo&print=silent&writeSizeLimit=tiny&disableTriggers=true';
    const some = JSON.stringify({ a: null, 12: null });
    expect((await ask(from, 'PATCH', `/.json?${query}`, some)).status).toBe(204);
    expect(dataOf(from)).toEqual([['demo', { '-5': 1, '0': 1, true: 1, é: 1 }]]);
    expect((await ask(from, 'PATCH', `/.json?${query}`, 'null')).status).toBe(204);
    expect(dataOf(from)).toEqual([]);
  });
});
