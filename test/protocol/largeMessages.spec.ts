import { get, ref, set } from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { values } from './recorders.ts';
import { stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

const mebi = 1024 * 1024;

describe('a message of more than one frame', () => {
  it.for([
    ['two frames', 'a'.repeat(20_000)],
    ['just one unit too many', 'a'.repeat(16_384)],
    ['seven frames', 'é'.repeat(100_000)],
    ['a megabyte', 'x'.repeat(mebi)],
    ['ten megabytes, the longest text there may be', 'x'.repeat(10 * mebi)],
    ['digits only, as a segment of them looks like a count', '7'.repeat(16_384 * 2 + 3)],
  ] as const)('arrives both ways: %s', { timeout: 20_000 }, async ([, text]) => {
    const reader = stage.client();
    const heard = values(ref(reader, 'data'));
    await heard.first(1);
    await set(ref(stage.client(), 'data'), { text });
    await heard.first(2);
    expect((heard.last as { text: string }).text === text).toBe(true);
    expect((await get(ref(stage.client(), 'data/text'))).val() === text).toBe(true);
  });

  it('keeps surrogate pairs whole wherever the cut falls', async () => {
    // The client cuts what it sends through pairs, so these come by REST.
    const texts = ['', 'a'].map((shift) => shift + '😀'.repeat(30_000));
    await stage.rest('PUT', '/data.json', texts);
    expect(await values(ref(stage.client(), 'data')).first(1)).toEqual([texts]);
    expect((await get(ref(stage.client(), 'data'))).val()).toEqual(texts);
  });

  it('does not hold up the next one', async () => {
    const client = stage.client();
    const large = set(ref(client, 'large'), 'x'.repeat(2 * mebi));
    const small = set(ref(client, 'small'), 1);
    await Promise.all([large, small]);
    expect((await get(ref(stage.client(), 'small'))).val()).toBe(1);
  });

  it('with ten thousand children arrives whole', async () => {
    const children = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, n) => [`key${n}`, { n, text: 'é'.repeat(20) }]),
    );
    await set(ref(stage.client(), 'data'), children);
    expect(await values(ref(stage.client(), 'data')).first(1)).toEqual([children]);
  });

  it('of more than a write may have is refused, and the client goes on', { timeout: 20_000 }, async () => {
    const client = stage.client();
    const tooMuch = { a: 'x'.repeat(9 * mebi), b: 'x'.repeat(9 * mebi) };
    await expect(set(ref(client, 'data'), tooMuch)).rejects.toMatchObject({ code: 'WRITE_TOO_BIG' });
    await expect(set(ref(client, 'data'), 1)).resolves.toBeUndefined();
  });
});
