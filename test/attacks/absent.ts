import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ref, set } from 'firebase/database';
import { paths } from '@causerie/contract';
import { root } from '../../scripts/root.ts';
import { pageUrl } from '../support/world.ts';
import { type Attack, checked, together } from './attack.ts';
import { say } from './markup.ts';
import type { Siege } from './siege.ts';
import { doing, refusals } from './tries.ts';
import { victimOf } from './victim.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const bundle = (): string => read('functions/lib/index.js');

/** No client may write at places of these names, nor read there. */
const closed = async (siege: Siege, ...places: readonly string[]) => {
  const eve = await siege.person();
  return refusals(siege, {
    tries: places.flatMap((place) => [
      doing(eve, `writes ${place}`, (database) =>
        set(ref(database, `${place}/${eve.uid}`), { url: 'https://evil.example' }),
      ),
      doing(eve, `reads ${place}`, async () => {
        const response = await siege.send(eve, 'GET', place);
        if (!response.ok) throw new Error(await response.text());
      }),
    ]),
  });
};

const known = new Set(Object.values(paths).map(({ ruleKeys: [first] }) => first));
const isNoPath = (...names: readonly string[]) => ({
  what: `no path of the contract begins with ${names.join(', ')}`,
  holds: names.every((name) => !known.has(name)),
});

const webhooks = ['hooks', 'webhooks', 'integrations', 'bots', 'secrets', 'config'];

const outgoing: Attack = {
  id: 35,
  name: 'Have the server ask an address of one’s choice (webhooks, link previews)',
  defence: 'No function asks any address but the database’s and Google’s',
  promise: 'absent',
  run: async (siege) =>
    together(
      'rules; functions',
      await closed(siege, ...webhooks, 'previews'),
      checked('functions', [
        isNoPath(...webhooks, 'previews'),
        {
          what: 'the bundle of the functions imports no client for addresses of others',
          holds: !/from "(node:)?(https?|net|tls|dns|undici|axios|node-fetch)(\/[^"]*)?"/.test(bundle()),
        },
      ]),
    ),
};

const incoming: Attack = {
  id: 36,
  name: 'Forge or replay a call from outside (webhooks in)',
  defence: 'There is no function that anybody may call by HTTP, but for the callables, which ask who calls',
  promise: 'absent',
  run: async (siege) =>
    together(
      'rules; functions',
      await closed(siege, 'inbox', 'incoming', 'hooks'),
      checked('functions', [
        { what: 'no function is a plain HTTP endpoint', holds: !/\bonRequest\(/.test(bundle()) },
      ]),
    ),
};

const loops: Attack = {
  id: 37,
  name: 'Loops between webhooks, storms of bots',
  defence: 'There are neither; a function that writes messages does not exist',
  promise: 'absent',
  run: async (siege) =>
    together(
      'rules; functions',
      await closed(siege, 'bots', 'automations'),
      checked('contract', [isNoPath('bots', 'automations', 'hooks')]),
    ),
};

const secrets: Attack = {
  id: 38,
  name: 'Read secrets of integrations',
  defence: 'The product keeps none: not in the tree, not in the page, not in the functions',
  promise: 'absent',
  run: async (siege) => {
    const page = await (await fetch(pageUrl())).text();
    const scripts = await Promise.all(
      Array.from(page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g), async ([, path = '']) =>
        (await fetch(new URL(path, pageUrl()))).text(),
      ),
    );
    const served = [page, ...scripts, bundle()].join('\n');
    return together(
      'rules; what is served',
      await closed(siege, 'secrets', 'config', 'keys', 'settings', '.settings/rules'),
      checked('page and bundle', [
        {
          what: 'no private key is served',
          holds: !/-----BEGIN [A-Z ]*PRIVATE KEY-----|"private_key"/.test(served),
        },
        { what: 'no secret is read by the functions', holds: !/defineSecret\(/.test(bundle()) },
      ]),
    );
  },
};

const documents: Attack = {
  id: 42,
  name: 'Floods, megabytes and garbage in shared documents',
  defence: 'There are no shared documents',
  promise: 'absent',
  run: async (siege) =>
    together(
      'rules',
      await closed(siege, 'docs', 'documents', 'notes', 'pads', 'crdt', 'awareness'),
      checked('contract', [isNoPath('docs', 'documents', 'notes', 'pads', 'crdt', 'awareness')]),
    ),
};

const mentions: Attack = {
  id: 44,
  name: 'Bombs of mentions, forged notifications',
  defence: 'Nothing is pushed to anybody; a mention is text, and a name nobody may have for all',
  promise: 'absent',
  run: async (siege) => {
    const [bomb] = await say(siege, ['@everyone @here '.repeat(200)]);
    const { page } = await victimOf(siege);
    const pushes = await page.evaluate(
      async () =>
        (
          await Promise.all(
            (await navigator.serviceWorker.getRegistrations()).map(({ pushManager }) =>
              pushManager.getSubscription(),
            ),
          )
        ).filter((subscription) => subscription !== null).length,
    );
    return together(
      'rules; functions; the page',
      await closed(siege, 'fcmTokens', 'tokens', 'notifications', 'mentions', 'devices'),
      checked('functions, page', [
        { what: 'no function sends notifications', holds: !/firebase-admin\/messaging/.test(bundle()) },
        { what: 'the page has subscribed to none', holds: pushes === 0 },
        { what: 'a message of 400 mentions is text', holds: !/<a\b|<img\b/.test(bomb?.html ?? '') },
      ]),
    );
  },
};

const metrics: Attack = {
  id: 45,
  name: 'Poison or read metrics',
  defence: 'There are none to be written or read by clients',
  promise: 'absent',
  run: async (siege) => {
    const answer = await fetch(new URL('/metrics', pageUrl()));
    const type = answer.headers.get('content-type') ?? '';
    await answer.arrayBuffer();
    return together(
      'rules; Hosting',
      await closed(siege, 'metrics', 'pings', 'stats', 'health', 'latency'),
      checked('Hosting', [
        { what: `/metrics is the page like any address (${type})`, holds: type.startsWith('text/html') },
      ]),
    );
  },
};

const attachments: Attack = {
  id: 49,
  name: 'Files that are something else, pictures that follow the reader',
  defence: 'There are no attachments; no picture, nor anything else of another site, is ever loaded',
  promise: 'absent',
  run: async (siege) => {
    const config = JSON.parse(read('firebase.json')) as { readonly storage?: unknown };
    const policy = (await fetch(pageUrl())).headers.get('content-security-policy') ?? '';
    const rendered = await say(siege, [
      '![x](https://evil.example/track.gif)',
      '<img src=https://evil.example/track.gif>',
      '![x](data:image/svg+xml,<svg onload=alert(1)>)',
      '<video src=https://evil.example/x.mp4 autoplay>',
      '[x](https://evil.example/ "onload")',
    ]);
    const victim = await victimOf(siege);
    const images = await victim.page
      .locator('[role=log] .message-text :is(img, video, audio, object, embed, iframe, source)')
      .count();
    return together(
      'server; the page’s policy; rules',
      await closed(siege, 'files', 'uploads', 'attachments', 'images'),
      {
        ...checked('the page', [
          { what: 'Storage is not deployed', holds: config.storage === undefined },
          {
            what: `img-src ${/img-src [^;]*/.exec(policy)?.[0] ?? 'missing'}`,
            holds: /img-src 'self' data:;/.test(policy),
          },
          {
            what: 'nothing in a message loads anything',
            holds:
              images === 0 &&
              rendered.every(({ html = '' }) => !/<(img|video|audio|object|embed|iframe)/.test(html)),
          },
          { what: 'the page asked no other place', holds: victim.caught().length === 0 },
        ]),
        tried: rendered.length + 4,
      },
    );
  },
};

export const absentAttacks: readonly Attack[] = [
  outgoing,
  incoming,
  loops,
  secrets,
  documents,
  mentions,
  metrics,
  attachments,
];
