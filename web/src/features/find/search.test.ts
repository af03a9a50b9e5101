import { describe, expect, it } from 'vitest';
import type { Entry } from '../../backend/entries.ts';
import type { Place } from '../../backend/live.ts';
import { createSearcher, hitsAtOnce, type Search } from './search.ts';

const keyOf = (index: number): string => `-O${String(index).padStart(18, '0')}`;
const said = (texts: readonly string[]): readonly Entry[] =>
  texts.map((text, index) => ({
    key: keyOf(index),
    value: { uid: 'ana', text, at: 1000 + index, slot: 'a' },
  }));

const searcherOf = (
  entries: readonly Entry[],
  fails: () => boolean = () => false,
  unheard: ReadonlySet<string> = new Set(),
) =>
  createSearcher(
    (place: Place | undefined) => {
      if (fails()) return Promise.reject(new Error('no connection'));
      const end = place === undefined ? entries.length : entries.findIndex(({ key }) => key === place.key);
      return Promise.resolve(entries.slice(Math.max(0, end - 10), end));
    },
    10,
    unheard,
  );

const settled = (searcher: ReturnType<typeof searcherOf>): Promise<Search> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (searcher.current().state !== 'searching') resolve(searcher.current());
    };
    searcher.subscribe(look);
    look();
  });

const indexes = ({ hits }: Search): readonly number[] => hits.map((id) => Number(id.slice(2)));

describe('createSearcher', () => {
  const entries = said(Array.from({ length: 35 }, (_, index) => (index % 7 === 0 ? 'Crème brûlée' : 'tea')));

  it.each([
    ['a word', 'crème', [28, 21, 14, 7, 0]],
    ['a word without its accents', 'CREME', [28, 21, 14, 7, 0]],
    ['words in another order', 'brulee  creme', [28, 21, 14, 7, 0]],
    ['part of a word', 'rûl', [28, 21, 14, 7, 0]],
    ['what nobody said', 'coffee', []],
    ['one word that was said and one that was not', 'creme tea', []],
    ['signs that mean something elsewhere', '.*', []],
  ])('finds %s, the newest first, back to the beginning', async (_what, query, expected) => {
    const searcher = searcherOf(entries);
    searcher.start(query);
    const search = await settled(searcher);
    expect(indexes(search)).toEqual(expected);
    expect(search).toMatchObject({ state: 'done', looked: 35, backToMs: 1000 });
  });

  it('finds nothing that blocked people said, and looks past it', async () => {
    const searcher = searcherOf(entries, undefined, new Set(['ana']));
    searcher.start('crème');
    expect(await settled(searcher)).toMatchObject({ state: 'done', hits: [], looked: 35 });
  });

  it.each(['', '   '])('looks for nothing when asked for "%s"', (query) => {
    const searcher = searcherOf(entries);
    searcher.start(query);
    expect(searcher.current().state).toBe('idle');
  });

  it('waits when it has found much, and goes on when asked', async () => {
    const searcher = searcherOf(said(Array.from({ length: 250 }, () => 'tea')));
    searcher.start('tea');
    expect(await settled(searcher)).toMatchObject({ state: 'paused', looked: hitsAtOnce });
    searcher.goOn();
    expect((await settled(searcher)).hits).toHaveLength(2 * hitsAtOnce);
    searcher.goOn();
    expect(await settled(searcher)).toMatchObject({ state: 'done', looked: 250 });
  });

  it('stops when told, and finds the same when it goes on', async () => {
    const searcher = searcherOf(entries);
    searcher.start('creme');
    searcher.stop();
    expect(searcher.current().state).toBe('paused');
    await Promise.resolve();
    searcher.goOn();
    expect(indexes(await settled(searcher))).toEqual([28, 21, 14, 7, 0]);
  });

  it('keeps what it has when the connection is lost, and goes on after it', async () => {
    let pages = 0;
    const searcher = searcherOf(entries, () => {
      pages += 1;
      return pages === 2;
    });
    searcher.start('creme');
    expect(await settled(searcher)).toMatchObject({ state: 'failed', looked: 10 });
    searcher.goOn();
    expect(indexes(await settled(searcher))).toEqual([28, 21, 14, 7, 0]);
  });

  it('forgets an earlier search, whatever is still on its way', async () => {
    const searcher = searcherOf(entries);
    searcher.start('creme');
    searcher.start('tea');
    const search = await settled(searcher);
    expect(search.query).toBe('tea');
    expect(search.hits).toHaveLength(30);
    expect(search.looked).toBe(35);
  });

  it('passes over what is no message, or was deleted', async () => {
    const odd: readonly Entry[] = [
      { key: '__proto__', value: { uid: 'ana', text: 'tea', at: 1, slot: 'a' } },
      { key: keyOf(1), value: { uid: 'ana', at: 2, slot: 'a', deleted: true } },
      { key: keyOf(2), value: null },
      { key: keyOf(3), value: { uid: 'ana', text: 'tea', at: 4, slot: 'a' } },
    ];
    const searcher = searcherOf(odd);
    searcher.start('tea');
    expect(indexes(await settled(searcher))).toEqual([3]);
  });
});
