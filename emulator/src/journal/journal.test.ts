import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../engine/database.ts';
import { Databases } from '../engine/databases.ts';
import { defaultLimits } from '../limits.ts';
import { toJson } from '../tree/json.ts';
import { Journal } from './journal.ts';

const admin = { kind: 'admin' } as const;
const denyAll = '{"rules": {".read": false}} // as uploaded';

let folder: string;
let file: string;
let open: Journal[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-test-'));
  file = join(folder, 'journal');
  open = [];
});
afterEach(() => {
  for (const journal of open) journal.close();
  rmSync(folder, { recursive: true });
});

/** A process that starts with the file as it is. The one before it is never told. */
const nextProcess = (compactBytes?: number): { databases: Databases; lines: string[] } => {
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const databases = new Databases({ clock: { now: () => 1000 }, limits: defaultLimits, log });
  open.push(new Journal({ file, databases, log, ...(compactBytes === undefined ? {} : { compactBytes }) }));
  return { databases, lines };
};

const database = (databases: Databases, namespace = 'chat'): Database => {
  const opened = databases.open(namespace);
  if ('problem' in opened) throw new Error(opened.problem);
  return opened;
};

const dataOf = (databases: Databases): unknown =>
  [...databases].map(({ namespace, root, rules }) => [namespace, toJson(root, 'wire'), rules.text]);

const fill = (databases: Databases): void => {
  const chat = database(databases);
  chat.set(admin, ['rooms', 'lobby'], { '.priority': 3, name: 'Lobby', list: ['a', 'b'] });
  chat.set(admin, ['rooms', 'lobby', '.priority'], 4);
  chat.update(admin, [], { 'rooms/lobby/name': 'Hall', 'rooms/other': { at: { '.sv': 'timestamp' } } });
  chat.set(admin, ['rooms', 'lobby', 'list', '0'], null);
  chat.set(admin, ['constructor'], JSON.parse('{"__proto__": {"toString": "no"}}'));
  chat.loadRules(denyAll);
  database(databases, 'other').set(admin, [], 'a leaf at the root');
};

describe('Journal', () => {
  it('gives the next process everything that was acknowledged', () => {
    const first = nextProcess();
    fill(first.databases);
    const second = nextProcess();
    expect(dataOf(second.databases)).toEqual(dataOf(first.databases));
    expect(second.lines).toEqual(['Restored 7 changes that an earlier process had acknowledged.']);
  });

  it('goes on from there', () => {
    fill(nextProcess().databases);
    const second = nextProcess();
    database(second.databases).set(admin, ['rooms', 'lobby', 'name'], 'Third');
    expect(dataOf(nextProcess().databases)).toEqual(dataOf(second.databases));
  });

  it('passes over a last entry that was cut short, and writes on after the whole ones', () => {
    const first = nextProcess();
    fill(first.databases);
    const whole = readFileSync(file);
    appendFileSync(file, '{"kind":"commit","namespace":"chat","writes":[["rooms","ha');
    const second = nextProcess();
    expect(dataOf(second.databases)).toEqual(dataOf(first.databases));
    expect(readFileSync(file)).toEqual(whole);
  });

  it('remembers which functions listen', () => {
    const body = {
      name: 'projects/demo-x/locations/us-central1/triggers/us-central1-onText-0',
      path: 'messages/{id}',
      event: 'google.firebase.database.ref.v1.written',
      topic: 'projects/demo-x/topics/us-central1-onText-0',
      namespacePattern: '*',
    };
    nextProcess().databases.triggers.register({ namespace: 'chat', body });
    const [trigger] = nextProcess().databases.triggers.in('chat');
    expect(trigger).toMatchObject({ project: 'demo-x', key: 'us-central1-onText-0', change: 'written' });
  });

  it('stays small when the same place is written again and again', () => {
    const first = nextProcess(4096);
    fill(first.databases);
    for (let count = 0; count < 1000; count += 1) database(first.databases).set(admin, ['count'], count);
    expect(statSync(file).size).toBeLessThan(4 * 4096);
    expect(dataOf(nextProcess().databases)).toEqual(dataOf(first.databases));
  });

  it('does not write down what was refused', () => {
    const first = nextProcess();
    fill(first.databases);
    const before = readFileSync(file);
    expect(database(first.databases).set({ kind: 'ruled', auth: null }, ['x'], 1)).toMatchObject({
      ok: false,
    });
    expect(readFileSync(file)).toEqual(before);
  });
});
