import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainCorpus } from '../../../test/support/plainCorpus.ts';
import { xssCorpus } from '../../../test/support/xssCorpus.ts';
import { handleMessageText, type Log, type MessageTextChange } from './handleMessageText.ts';
import type { Placement } from './placeHtml.ts';
import { renderMessage, type Rendering } from './renderMessage.ts';
import { loadSanitizer } from './sanitizeHtml.ts';

interface Entry {
  readonly level: keyof Log;
  readonly message: string;
  readonly entry: Readonly<Record<string, unknown>>;
}

const sanitize = await loadSanitizer();
const messageId = '-O0123456789abcdefgh';

/** Handles one change and says what was placed and what was logged. */
const handle = async (
  change: Partial<MessageTextChange>,
  render: (text: string) => Promise<Rendering> = async (text) => renderMessage(text, sanitize),
) => {
  const placed: unknown[] = [];
  const entries: Entry[] = [];
  const write = (level: keyof Log) => (message: string, entry: Readonly<Record<string, unknown>>) =>
    void entries.push({ level, message, entry });
  let nowMs = 0;
  await handleMessageText(
    {
      render,
      nowMs: () => (nowMs += 2),
      log: { info: write('info'), warn: write('warn'), error: write('error') },
    },
    {
      roomId: 'lobby',
      messageId,
      text: '*hi*',
      place: async (text, html): Promise<Placement> => {
        placed.push({ text, html });
        return 'written';
      },
      ...change,
    },
  );
  return { placed, entries };
};

describe('handleMessageText', () => {
  it('places html for the text it was made from, and logs ids, sizes and times', async () => {
    const { placed, entries } = await handle({});
    expect(placed).toEqual([{ text: '*hi*', html: '<p><em>hi</em></p>' }]);
    expect(entries).toEqual([
      {
        level: 'info',
        message: 'message rendered',
        entry: {
          roomId: 'lobby',
          messageId,
          textLength: 4,
          outcome: 'written',
          htmlLength: 18,
          renderMs: 2,
          totalMs: 4,
        },
      },
    ]);
  });

  it.each([null, undefined])('does nothing when the text is %s', async (text) => {
    expect(await handle({ text })).toEqual({ placed: [], entries: [] });
  });

  it.each([
    ['a number', 42],
    ['a list', ['*hi*']],
    ['an object', { constructor: '*hi*' }],
  ])('leaves %s alone', async (_name, text) => {
    const { placed, entries } = await handle({ text });
    expect(placed).toEqual([]);
    expect(entries).toMatchObject([{ level: 'warn', entry: { outcome: 'not_text' } }]);
  });

  it.each([
    '__proto__',
    'Constructor',
    '',
    '../x',
    'Lobby',
    'a'.repeat(700),
    'salon\u202e',
    '😀',
    '{"roomId":"x"}',
  ])('neither follows nor repeats the name %j', async (name) => {
    for (const change of [{ roomId: name }, { messageId: name }]) {
      const { placed, entries } = await handle(change);
      expect(placed).toEqual([]);
      expect(entries).toEqual([
        { level: 'warn', message: 'message skipped', entry: { outcome: 'foreign_id' } },
      ]);
    }
  });

  it('takes old html away from a text that it refuses', async () => {
    const text = '['.repeat(4000);
    const { placed, entries } = await handle({ text });
    expect(placed).toEqual([{ text, html: null }]);
    expect(entries).toMatchObject([{ level: 'info', entry: { outcome: 'refused', reason: 'too_dense' } }]);
  });

  it('warns of a text that breaks a parser', async () => {
    const { placed, entries } = await handle({}, async () => ({
      refused: { reason: 'failed', error: 'RangeError' },
    }));
    expect(placed).toEqual([{ text: '*hi*', html: null }]);
    expect(entries).toMatchObject([
      { level: 'warn', entry: { outcome: 'refused', reason: 'failed', error: 'RangeError' } },
    ]);
  });

  it.each([
    ['the database', { place: async () => Promise.reject(new TypeError('cannot store "*hi*"')) }, undefined],
    ['the installation', {}, async () => Promise.reject(new TypeError('cannot load "*hi*"'))],
  ] as const)('survives a failure of %s and does not quote it', async (_name, change, render) => {
    const { entries } = await handle(change, render);
    expect(entries).toMatchObject([{ level: 'error', entry: { outcome: 'error', error: 'TypeError' } }]);
    expect(JSON.stringify(entries)).not.toContain('*hi*');
  });

  it('logs of every text that attacks or is ordinary nothing but numbers, ids and words of its own', async () => {
    const ours = ['lobby', messageId, 'written', 'refused', 'message rendered', 'message stays plain'];
    for (const text of [...xssCorpus.map((row) => row.text), ...plainCorpus]) {
      const { entries } = await handle({ text });
      expect(entries).toHaveLength(1);
      const said = entries.flatMap(({ message, entry }) => [message, ...Object.values(entry)]);
      expect(said.filter((value) => typeof value !== 'number' && !ours.includes(String(value)))).toEqual([]);
    }
  });

  it('never logs what was written', async () => {
    const secret = 'Zx9Qk7';
    const around = fc.constantFrom(
      '',
      '*',
      '`',
      '<b>',
      '[',
      '](https://a.b)',
      '\n',
      'https://',
      '['.repeat(2001),
      'a'.repeat(4000),
      '\u0000',
    );
    await fc.assert(
      fc.asyncProperty(around, around, fc.string(), async (before, after, rest) => {
        const { entries } = await handle({ text: `${before}${secret}${after}${rest}` });
        expect(entries).toHaveLength(1);
        expect(JSON.stringify(entries)).not.toContain(secret);
      }),
    );
  });
});
