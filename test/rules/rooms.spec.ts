import { limitToFirst, limitToLast, orderByKey } from 'firebase/database';
import { describe } from 'vitest';
import { read, remove, set, setPriority } from './operations.ts';
import { table } from './table.ts';
import { nobody, worldOfThisFile } from './world.ts';

const world = worldOfThisFile();

describe('directory', () => {
  table(world, [
    ['nia', 'reads the first rooms', 'allowed', read('directory', limitToFirst(20))],
    ['nia', 'reads them by key', 'allowed', read('directory', orderByKey(), limitToFirst(20))],
    ['nia', 'reads without a limit', 'denied', read('directory')],
    ['nia', 'reads the last', 'denied', read('directory', limitToLast(20))],
    [nobody, 'reads the first rooms', 'denied', read('directory', limitToFirst(20))],
    ['nia', 'reads one entry', 'allowed', read('directory/lobby')],
    [nobody, 'reads one entry', 'denied', read('directory/lobby')],
    ['ana', 'adds a room', 'denied', set('directory/den', { name: 'Den', topic: 'Mine' })],
    ['ana', 'removes a room', 'denied', remove('directory/annex')],
  ]);
});

describe('rooms/{roomId}', () => {
  table(world, [
    ['nia', 'reads a public room', 'allowed', read('rooms/lobby')],
    ['nia', 'reads its topic', 'allowed', read('rooms/lobby/topic')],
    [nobody, 'reads it', 'denied', read('rooms/lobby')],
    ['bob', 'reads a private one that he is in', 'allowed', read('rooms/vault')],
    ['eve', 'reads it from outside', 'denied', read('rooms/vault')],
    ['vault/role', 'reads it, being called so', 'denied', read('rooms/vault')],
    ['nia', 'reads one that is not there', 'denied', read('rooms/nowhere')],
    ['nia', 'lists all rooms', 'denied', read('rooms', limitToFirst(1))],
    [
      'ana',
      'makes a room and nothing with it',
      'denied',
      set('rooms/den', { name: 'Den', topic: 'Mine', kind: 'public' }),
    ],
    ['ana', 'changes a topic', 'denied', set('rooms/lobby/topic', 'Mine')],
    ['ana', 'removes a room', 'denied', remove('rooms/annex')],
    ['ana', 'gives a room a priority', 'denied', setPriority('rooms/lobby', 1)],
  ]);
});

describe('everything', () => {
  table(world, [
    ['ana', 'reads the root', 'denied', read('/')],
    ['ana', 'writes the root', 'denied', set('/', { rooms: {} })],
    ['ana', 'removes the root', 'denied', remove('/')],
    ['ana', 'reads a place that nobody thought of', 'denied', read('elsewhere')],
    ['ana', 'writes one', 'denied', set('elsewhere', 1)],
    ['ana', 'writes one called __proto__', 'denied', set('__proto__', { admin: true })],
    ['ana', 'writes one called constructor', 'denied', set('constructor', { admin: true })],
  ]);
});
