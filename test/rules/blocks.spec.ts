import { limitToFirst } from 'firebase/database';
import { describe } from 'vitest';
import { limits } from '@causerie/contract';
import { inTurn, read, remove, server, set, setPriority } from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import { now } from './writes.ts';

const world = worldOfThisFile();
const row = 'blocks/ana/bob';
const blocked = server(row, beginningMs);

describe('blocks/{uid}, reading', () => {
  const first = [limitToFirst(limits.blocksPerRead)] as const;

  table(world, [
    ['ana', 'reads whom she has blocked', 'allowed', read('blocks/ana', ...first)],
    ['ana', 'reads without a limit', 'denied', read('blocks/ana')],
    ['bob', 'reads whether he is among them', 'denied', inTurn(blocked, read('blocks/ana', ...first))],
    ['bob', 'reads his row', 'denied', inTurn(blocked, read(row))],
    ['ana', 'reads all lists', 'denied', read('blocks', ...first)],
    [nobody, 'reads', 'denied', read('blocks/nobody', ...first)],
  ]);
});

describe('blocks/{uid}/{about}', () => {
  table(world, [
    ['ana', 'blocks Bob', 'allowed', set(row, now)],
    ['ana', 'blocks him again', 'allowed', inTurn(blocked, set(row, now))],
    ['ana', 'hears from him again', 'allowed', inTurn(blocked, remove(row))],
    ['gus', 'blocks as a guest', 'allowed', set('blocks/gus/bob', now)],
    ['ana', 'blocks herself', 'denied', set('blocks/ana/ana', now)],
    ['ana', 'blocks nobody', 'denied', set('blocks/ana/not-there', now)],
    ['ana', 'blocks somebody called like what objects have', 'denied', set('blocks/ana/__proto__', now)],
    ['bob', 'blocks in her name', 'denied', set('blocks/ana/gus', now)],
    ['bob', 'takes himself off her list', 'denied', inTurn(blocked, remove(row))],
    [nobody, 'blocks', 'denied', set('blocks/nobody/bob', now)],
    ['ana', 'says she did earlier', 'denied', set(row, beginningMs - 1)],
    ['ana', 'does not say when', 'denied', set(row, true)],
    ['ana', 'adds a field', 'denied', set(row, { at: now })],
    ['ana', 'adds a priority', 'denied', inTurn(blocked, setPriority(row, 1))],
    ['ana', 'writes the list as a whole', 'denied', set('blocks/ana', { bob: now })],
  ]);
});
