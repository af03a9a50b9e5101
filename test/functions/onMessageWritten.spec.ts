import { limits, type MessageId, paths } from '@causerie/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FunctionLog, openFunctionLog } from '../support/functionLog.ts';
import { until } from '../support/until.ts';
import { addresses, owner } from '../support/world.ts';

/** Stands in every text of this file, and must never stand in a log. */
const secret = 'Qx7ZkW';

let log: FunctionLog;
beforeAll(async () => {
  log = await openFunctionLog();
});
afterAll(() => log.close());

let made = 0;
/** A new place for a message, in the form of a push id. */
const newPlace = (roomId = 'lobby') => {
  made += 1;
  const messageId = `-Ofunction${String(made).padStart(10, '0')}` as MessageId;
  return { roomId, messageId, path: paths.message.at({ roomId, messageId }) };
};
const message = (text: unknown) => ({ uid: 'ana', text, at: 1, slot: 'a' });

/** The first call of all has to start a process and load it. */
const firstCallMs = 20_000;

const htmlAt = async (path: string, reason = 'the html is there'): Promise<string> => {
  const html = await until(() => owner.read(`${path}/html`), reason, firstCallMs);
  return typeof html === 'string' ? html : expect.unreachable('html is a text');
};
const htmlIs = (path: string, html: string): Promise<boolean> =>
  until(async () => (await owner.read(`${path}/html`)) === html, `the html is ${html}`, firstCallMs);

/** What the function logged about a message, once it has logged that many entries. */
const logged = async (messageId: string, count: number) => {
  const about = (entry: Readonly<Record<string, unknown>>) => entry['messageId'] === messageId;
  const entries = await log.entries.until(
    (all) => all.filter(about).length >= count,
    `the function logged ${count} × ${messageId}`,
    firstCallMs,
  );
  return entries.filter(about);
};

/** Sends a message that works and waits for its html: whatever happened before has not harmed the function. */
const anotherWorks = async () => {
  const { path } = newPlace();
  await owner.write(path, message('*fine*'));
  expect(await htmlAt(path)).toBe('<p><em>fine</em></p>');
};

describe('onMessageWritten', () => {
  it('puts html beside the text of a message, and touches nothing else', async () => {
    const { path, messageId } = newPlace();
    const text = `**${secret}** List<String> <img src=x onerror=alert(1)>`;
    await owner.write(path, message(text));
    const html = await htmlAt(path);
    expect(html).toBe(
      `<p><strong>${secret}</strong> List&lt;String&gt; &lt;img src=x onerror=alert(1)&gt;</p>`,
    );
    expect(await owner.read(path)).toEqual({ ...message(text), html });
    expect(await logged(messageId, 1)).toMatchObject([{ outcome: 'written', textLength: text.length }]);
  });

  it('does not call itself', async () => {
    const { path, messageId } = newPlace();
    const callsBefore = log.calls.items.length;
    await owner.write(path, message(secret));
    await htmlAt(path);
    await anotherWorks();
    await anotherWorks();
    expect(await logged(messageId, 1)).toHaveLength(1);
    expect(log.calls.items.length - callsBefore).toBe(3);
  });

  it('replaces the html of a text that was edited', async () => {
    const { path } = newPlace();
    await owner.write(path, message('first'));
    expect(await htmlIs(path, '<p>first</p>')).toBe(true);
    await owner.write(path, message('*second*'));
    expect(await htmlIs(path, '<p><em>second</em></p>')).toBe(true);
  });

  it('replaces html that an edit left behind', async () => {
    const { path } = newPlace();
    await owner.write(path, { ...message('first'), html: '<p>forged</p>' });
    expect(await htmlIs(path, '<p>first</p>')).toBe(true);
    await owner.write(`${path}/text`, 'second');
    expect(await htmlIs(path, '<p>second</p>')).toBe(true);
  });

  it('ends with the html of the last of several rapid edits', async () => {
    const { path, messageId } = newPlace();
    // Few, because the functions emulator starts a process for every call that finds none idle.
    const texts = ['one', 'two', 'three'];
    // In this order, and none waits for its html.
    for (const text of texts) await owner.write(path, message(text));
    await logged(messageId, texts.length);
    expect(await owner.read(path)).toEqual({ ...message('three'), html: '<p>three</p>' });
  });

  it('writes html again for a text that comes back', async () => {
    const { path, messageId } = newPlace();
    for (const text of ['there', 'elsewhere', 'there']) {
      await owner.write(path, message(text));
    }
    await logged(messageId, 3);
    expect(await owner.read(`${path}/html`)).toBe('<p>there</p>');
  });

  it('leaves nothing behind where a message was deleted', async () => {
    const { path, messageId } = newPlace();
    await owner.write(path, message('gone soon'));
    await owner.write(path, null);
    await logged(messageId, 1);
    expect(await owner.read(path)).toBeNull();

    const { path: later } = newPlace();
    await owner.write(later, message('gone later'));
    await htmlAt(later);
    await owner.write(later, null);
    await anotherWorks();
    expect(await owner.read(later)).toBeNull();
  });

  it.each([
    ['nothing but brackets', '['.repeat(limits.messageText), 'too_dense'],
    ['deep emphasis', `${'*a **b '.repeat(200)}${'c** d* '.repeat(200)}`, 'too_deep'],
    ['too many lines', `${secret}\n`.repeat(1500).slice(0, 9000), 'too_long'],
    ['nothing to see', '\u200b\u200d', 'nothing_visible'],
  ])('leaves %s as plain text, says so once, and goes on', async (_name, text, reason) => {
    const { path, messageId } = newPlace();
    await owner.write(path, { ...message(text), html: '<p>of another text</p>' });
    expect(await logged(messageId, 1)).toMatchObject([{ outcome: 'refused', reason }]);
    expect(await owner.read(`${path}/html`)).toBeNull();
    await anotherWorks();
    expect(await logged(messageId, 1)).toHaveLength(1);
  });

  it.each([
    ['a number', 42],
    ['an object', { constructor: secret }],
    ['a list', [secret]],
    ['a flag', true],
  ])('leaves %s in the place of a text alone', async (_name, text) => {
    const { path, messageId } = newPlace();
    await owner.write(path, message(text));
    expect(await logged(messageId, 1)).toMatchObject([{ outcome: 'not_text' }]);
    await anotherWorks();
    expect(await owner.read(path)).toEqual(message(text));
  });

  it.each(['__proto__', 'constructor', '😀', 'a b', '%2e%2e', '-', 'x'.repeat(700)])(
    'neither follows nor repeats the id %j',
    async (id) => {
      const skipped = () => log.entries.items.filter((entry) => entry['outcome'] === 'foreign_id').length;
      const before = skipped();
      const path = `messages/lobby/${encodeURIComponent(id)}`;
      await owner.write(path, message(secret));
      await log.entries.until(() => skipped() > before, 'the function skipped it', firstCallMs);
      expect(await owner.read(path)).toEqual(message(secret));
      await owner.write(path, null);
      await anotherWorks();
    },
  );

  it('serves a room called constructor like any other', async () => {
    const { path } = newPlace('constructor');
    await owner.write(path, message('hi'));
    expect(await htmlIs(path, '<p>hi</p>')).toBe(true);
  });

  it('answers in the database that the message was sent to', async () => {
    const { host, ports } = addresses();
    const { path } = newPlace();
    const url = `http://${host}:${ports.database}/${path}.json?ns=another-database`;
    const headers = { Authorization: 'Bearer owner' };
    await fetch(url, { method: 'PUT', headers, body: JSON.stringify(message('over there')) });
    await until(
      async () =>
        ((await (await fetch(url, { headers })).json()) as { html?: string }).html === '<p>over there</p>',
      'the html is in the other database',
      firstCallMs,
    );
    expect(await owner.read(path)).toBeNull();
  });

  it('never logs what people write', async () => {
    const { path, messageId } = newPlace();
    await owner.write(path, message(`${secret} alert`));
    await logged(messageId, 1);
    const all = JSON.stringify(log.entries.items);
    expect(all).not.toContain(secret);
    expect(all).not.toContain('alert');
  });
});
