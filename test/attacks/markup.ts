import { htmlPolicy, limits, paths, skeletonOf } from '@causerie/contract';
import { policyBreaches } from '../support/policyBreaches.ts';
import { until } from '../support/until.ts';
import { owner } from '../support/world.ts';
import { type XssRow, xssCorpus } from '../support/xssCorpus.ts';
import { claim, now, open, post, relabel } from '../rules/writes.ts';
import { type Attack, checked, type Finding, together } from './attack.ts';
import { chance, newId, type Siege } from './siege.ts';
import { refusals, writing } from './tries.ts';
import { victimOf } from './victim.ts';

/** A message as it was sent, and what the server made of it; without html it is shown as text. */
export interface Rendered {
  readonly messageId: string;
  readonly text: string;
  readonly html: string | undefined;
}

const firstCallMs = 20_000;

/**
 * Sends texts as anybody can, into a room that a victim has open, and waits for what the server makes of them. Nobody sends more than
 * the ring gives: whoever leans against it is silenced.
 */
export const say = async (siege: Siege, texts: readonly string[]): Promise<readonly Rendered[]> => {
  const { roomId } = await victimOf(siege);
  const log = await siege.functionLog();
  const { slots } = limits.messageRing;
  const sent: { readonly messageId: string; readonly text: string }[] = [];
  for (let from = 0; from < texts.length; from += slots.length) {
    const eve = await siege.person();
    await siege.admit(roomId, eve);
    for (const [index, text] of texts.slice(from, from + slots.length).entries()) {
      const messageId = newId();
      const updates = post(
        { uid: eve.uid, roomId, messageId, slot: slots[index] ?? '' },
        { message: { text } },
      );
      await writing(eve, '', updates).deed(eve.database);
      // In turn, because the functions emulator starts a process for every call that finds none idle.
      await log.entries.until(
        (entries) => entries.some((entry) => entry['messageId'] === messageId),
        `the server has looked at ${JSON.stringify(text.slice(0, 60))}`,
        firstCallMs,
      );
      sent.push({ messageId, text });
    }
  }
  const stored = ((await owner.read(paths.messages.at({ roomId }))) ?? {}) as Record<
    string,
    { html?: string }
  >;
  return sent.map(({ messageId, text }) => ({ messageId, text, html: stored[messageId]?.html }));
};

/** Says texts, and judges what came out of the server and what happened in the page that showed it. */
const shownSafely = async (
  siege: Siege,
  rows: readonly XssRow[],
  judge: (rendered: Rendered) => readonly string[] = () => [],
): Promise<Finding> => {
  const victim = await victimOf(siege);
  const rendered = await say(
    siege,
    rows.map(({ text }) => text),
  );
  await victim.seeAll();
  const plain = rendered.filter(({ html }) => html === undefined).length;
  const example = rendered.find(({ html }) => html !== undefined && html.length < 140);
  return {
    tried: rows.length,
    by: 'server sanitiser, then the page’s own, Trusted Types',
    evidence: [
      ...(example === undefined ? [] : [`${example.text} → ${example.html ?? ''}`]),
      `${rows.length - plain} rendered, ${plain} shown as text; in the page: ${victim.caught().length} dialogs, errors, foreign requests or violations`,
    ],
    breaches: [
      ...rendered.flatMap(({ text, html }) =>
        html === undefined ? [] : policyBreaches(html).map((breach) => `${text} → ${breach}`),
      ),
      ...rendered.flatMap(judge),
      ...victim.caught(),
      ...(await victim.strangeElements()),
    ],
  };
};

const families = (...names: readonly string[]): readonly XssRow[] =>
  xssCorpus.filter((row) => names.includes(row.name.replace(/ \d+$/, '')));

const storedXss: Attack = {
  id: 1,
  name: 'Stored XSS in a message: elements, handlers, SVG, mutation',
  defence:
    'Markdown escapes, DOMPurify on the server and again in the page, Trusted Types; until then plain text',
  run: (siege) =>
    shownSafely(siege, families('element', 'mutation', 'carrier', 'evasion', 'parsing', 'clobbering')),
};

const hostile = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '"onmouseover="alert(1)',
  "'-alert(1)-'",
  '</title><script>alert(1)</script>',
  '${alert(1)}',
  '{{constructor}}',
  'javascript:alert(1)',
  '&lt;b&gt;',
];

/** A claim of a name whose skeleton need not be a key. */
const claimAnything = (uid: string, name: string) => {
  const bare = claim(uid, 'Somebody');
  const skeleton = skeletonOf(name);
  const key = skeleton.replace(/[.#$/[\]]/g, '_');
  return {
    ...bare,
    [paths.user.at({ uid })]: { name, skeleton, color: 1, createdAt: now },
    [paths.name.at({ skeleton: key })]: uid,
  };
};

const inName: Attack = {
  id: 2,
  name: 'XSS in a nickname',
  defence: 'Rules let no such character into a name; the page shows names as text in any case',
  run: async (siege) => {
    const victim = await victimOf(siege);
    const eve = await siege.person('Eve', { named: false });
    const found = await refusals(siege, {
      tries: hostile.map((name) => writing(eve, `is called ${name}`, claimAnything(eve.uid, name))),
      afterwards: [writing(eve, 'has an ordinary name', claim(eve.uid, `Eve ${chance(8)}`))],
    });
    // As if all that had failed.
    const { roomId } = victim;
    await siege.admit(roomId, eve);
    const shown = hostile.map(async (name, index) => {
      const other = await siege.person('Eve');
      await owner.write(`${paths.user.at({ uid: other.uid })}/name`, name);
      await siege.admit(roomId, other);
      const message = { uid: other.uid, text: `by a hostile name ${index}`, at: Date.now(), slot: 'a' };
      await owner.write(paths.message.at({ roomId, messageId: newId() }), message);
    });
    await Promise.all(shown);
    await victim.sees(`by a hostile name ${hostile.length - 1}`);
    return together('rules; the page', found, {
      tried: hostile.length,
      by: 'the page',
      evidence: ['names past the rules: shown as text'],
      breaches: [...victim.caught(), ...(await victim.strangeElements())],
    });
  },
};

const inRoom: Attack = {
  id: 3,
  name: 'XSS in the name and topic of a room, in its page’s title',
  defence: 'Shown as text everywhere; nothing of a room is ever html',
  run: async (siege) => {
    const victim = await victimOf(siege);
    const { roomId, page } = victim;
    const titles: string[] = [];
    for (const text of hostile) {
      const name = text.slice(0, limits.roomName);
      for (const [path, value] of Object.entries({
        ...relabel(roomId, 'name', name),
        ...relabel(roomId, 'topic', text),
      }))
        await owner.write(path, value);
      await until(async () => (await page.title()).includes(name.trim()), `the title holds ${name}`);
      titles.push(await page.title());
    }
    for (const [path, value] of Object.entries(relabel(roomId, 'name', 'Siege')))
      await owner.write(path, value);
    return {
      tried: hostile.length * 2,
      by: 'the page',
      evidence: [
        `title: ${titles[0] ?? ''}`,
        `violations, dialogs, foreign requests: ${victim.caught().length}`,
      ],
      breaches: [...victim.caught(), ...(await victim.strangeElements())],
    };
  },
};

const avatars: Attack = {
  id: 4,
  name: 'An address of a picture that runs, leaks or breaks out of CSS',
  defence:
    'Avatars are drawn from the name; no record holds an address of a picture, and no picture leaves the sanitiser',
  promise: 'absent',
  run: async (siege) => {
    const eve = await siege.person();
    const addresses = [
      'javascript:alert(1)',
      'https://evil.example/x.png',
      'data:text/html,x',
      'x);background:url(//evil.example',
    ];
    const fields = ['avatar', 'photoURL', 'photo', 'picture', 'image', 'url', 'style'];
    const rendered = await say(siege, [
      ...families('fetch').map(({ text }) => text),
      ...addresses.map((address) => `![x](${address})`),
      '<img src="https://evil.example/x.png">',
    ]);
    return together(
      'rules; server sanitiser',
      await refusals(siege, {
        tries: fields.flatMap((field) =>
          addresses.map((address) =>
            writing(eve, `a profile with ${field}`, {
              [`${paths.user.at({ uid: eve.uid })}/${field}`]: address,
            }),
          ),
        ),
      }),
      checked('policy', [
        {
          what: 'html may hold no img, svg, video, style and no src',
          holds: !/\b(img|svg|video|audio|style|src)\b/.test(
            [...htmlPolicy.ALLOWED_TAGS, ...htmlPolicy.ALLOWED_ATTR].join(' '),
          ),
        },
        {
          what: 'no picture comes out of a message',
          holds: rendered.every(({ html = '' }) => !/<(img|svg|picture)/i.test(html)),
        },
      ]),
    );
  },
};

const hrefs = (html: string): readonly string[] =>
  Array.from(html.matchAll(/<a href="([^"]*)"/g), ([, href]) => href ?? '');

const badSchemes: Attack = {
  id: 5,
  name: 'Links that run: javascript: in every spelling, data:, addresses that break out',
  defence: 'Only https and mailto, in their plain spelling; rel=noopener noreferrer nofollow',
  run: (siege) =>
    shownSafely(siege, families('link', 'scheme', 'markdown'), ({ text, html = '' }) =>
      hrefs(html).flatMap((href) => (/^(https:\/\/|mailto:)/.test(href) ? [] : [`${text} → ${href}`])),
    ),
};

/** A link, and the place that must be readable beside it. */
const misleading: readonly (readonly [text: string, place: string | undefined])[] = [
  ['[https://bank.example](https://evil.example/)', 'evil.example'],
  ['[bank.example](https://evil.example/)', 'evil.example'],
  ['[https://bank.example/login](https://bank.example.evil.example/)', 'bank.example.evil.example'],
  ['[https://аpple.com](https://аpple.com/)', 'xn--'],
  ['[bank.example\u202e](https://evil.example/)', 'evil.example'],
  ['[\u202emoc.elpmaxe.knab](https://evil.example/)', 'evil.example'],
  ['[ana@bank.example](mailto:eve@evil.example)', 'eve@evil.example'],
  // No link at all.
  ['[x](https://bank.example@evil.example/)', undefined],
  ['https://bank.example@evil.example/', undefined],
  ['[x](https://bank.example\\@evil.example/)', undefined],
  // Without a label to see, the address stands as it was typed.
  ['[](https://evil.example/)', 'https://evil.example/'],
  ['[\u200b](https://evil.example/)', 'https://evil.example/'],
];

const mislabelled: Attack = {
  id: 6,
  name: 'Links that say another place than they lead to: labels, userinfo, look-alike hosts, reversed text',
  defence:
    'The real host stands before a label that names another; user names in addresses are no links; hosts in ASCII',
  run: (siege) =>
    shownSafely(
      siege,
      [...misleading.map(([text], index) => ({ name: `label ${index}`, text })), ...families('label')],
      ({ text, html = '' }) => {
        const row = misleading.find(([typed]) => typed === text);
        if (row === undefined) return [];
        const [, place] = row;
        const seen = html.replace(/<[^>]*>/g, '');
        if (place === undefined)
          return hrefs(html).some((href) => href.includes('evil')) ? [`${text} is a link`] : [];
        return seen.includes(place) ? [] : [`${text} does not say ${place}: ${html}`];
      },
    ),
};

const bidi = ['\u202e', '\u202d', '\u202a', '\u202b', '\u2066', '\u2067', '\u2068', '\u200f', '\u061c'];

const reversed: Attack = {
  id: 7,
  name: 'Turn the reading direction, to change what a name or a message means',
  defence:
    'Names and rooms may hold no such character; from html it is removed; names are isolated in the page',
  run: async (siege) => {
    const eve = await siege.person('Eve', { named: false });
    const rendered = await say(
      siege,
      bidi.slice(0, 7).map((mark) => `pay ${mark}evE ot 001`),
    );
    const victim = await victimOf(siege);
    const isolated = await victim.page.locator('[role=log] bdi').count();
    return together(
      'rules; server',
      await refusals(siege, {
        tries: [
          ...bidi.map((mark) => writing(eve, 'a name', claim(eve.uid, `E${mark}ve ${chance(6)}`))),
          ...bidi.map((mark) =>
            writing(eve, 'a room', open(eve.uid, `siege-${chance(12)}`, { name: `E${mark}ve` })),
          ),
        ],
      }),
      {
        ...checked('server', [
          {
            what: 'no direction is left in html',
            holds: rendered.every(
              ({ html }) => html !== undefined && !/[\u202a-\u202e\u2066-\u2069]/.test(html),
            ),
          },
          { what: 'names stand in <bdi>', holds: isolated > 0 },
        ]),
        tried: rendered.length,
      },
    );
  },
};

const zalgo = `Z${'\u0300'.repeat(1000)}algo`;

const piles: Attack = {
  id: 8,
  name: 'Piled marks, invisible text, tag characters, thousands of lines',
  defence:
    'Refused in names and rooms; of html at most six marks a letter and three blank lines; long messages are cut until opened',
  run: async (siege) => {
    const eve = await siege.person('Eve', { named: false });
    const invisible = ['\u200b', '\u2060', '\ufeff', '\u{e0041}\u{e0042}', '\u3164', '\u00ad', '\u0300'];
    const rendered = await say(siege, [
      zalgo,
      `a${'\n'.repeat(3900)}b`,
      `x${'\u{e0041}'.repeat(500)}`,
      `x${'\u2060'.repeat(1000)}y`,
      `${'line\n'.repeat(790)}end`,
    ]);
    const [marks, lines, tags, joined] = rendered.map(({ html = '' }) => html);
    const victim = await victimOf(siege);
    const tallest = await victim.tallest();
    return together(
      'rules; server; the page',
      await refusals(siege, {
        tries: [
          ...invisible.map((mark) => writing(eve, 'a name', claim(eve.uid, `Ev${mark}e ${chance(6)}`))),
          ...['\u200b', '\u2060', '\ufeff', '\u3164', '\u0300', '\n', '\u0085'].map((mark) =>
            writing(eve, 'a room', open(eve.uid, `siege-${chance(12)}`, { name: `Ro${mark}om` })),
          ),
        ],
      }),
      {
        ...checked('server', [
          {
            what: 'at most six marks are left on a letter',
            holds: marks !== undefined && !/\p{M}{7}/u.test(marks),
          },
          { what: 'at most three blank lines are left', holds: !/(\n|<br>){5}/.test(lines ?? '') },
          { what: 'no tag characters are left', holds: !/[\u{e0000}-\u{e007f}]/u.test(tags ?? '') },
          { what: 'no invisible run is left', holds: !/\u2060/.test(joined ?? '') },
          {
            what: `no message is taller than the window before it is opened (${tallest.message} of ${tallest.window} px)`,
            holds: tallest.message <= tallest.window,
          },
        ]),
        tried: rendered.length,
      },
    );
  },
};

const homographs: Attack = {
  id: 9,
  name: 'Pass for somebody else, or for a moderator, by a name that looks alike',
  defence: 'Names that look alike share one place, which one person holds; names of power are reserved',
  run: async (siege) => {
    const [ana, eve] = [await siege.person('Ana'), await siege.person('Eve', { named: false })];
    const holder = `Corinne ${chance(6).replace(/[^a-z]/g, 'x')}`;
    const taken = claim(ana.uid, holder);
    for (const [path, value] of Object.entries(taken))
      if (path.startsWith('names/')) await owner.write(path, value);
    const alike = [
      holder,
      holder.toUpperCase(),
      holder.replace('Corinne', 'C0rinne'),
      holder.replace('Corinne', 'Cor1nne'),
      holder.replace('Corinne', 'Corlnne'),
      holder.replace('Corinne', 'C\u043erinne'),
      holder.replace('Corinne', '\u0421orinne'),
      holder.replace('Corinne', '\uff23orinne'),
      `${holder} `,
      ` ${holder}`,
      holder.replace(' ', '\u00a0'),
      `${holder}\u200b`,
    ];
    const mighty = [
      'Admin',
      'admin',
      '4dmin',
      'Adm1n',
      'Moderator',
      'M0derator',
      'System',
      'Root',
      'Owner',
      'Causerie',
      'everyone',
      'Here',
    ];
    const skip = Object.fromEntries(
      Object.entries(claim(eve.uid, 'Somebody')).filter(([path]) => path.startsWith('users/')),
    );
    return refusals(siege, {
      tries: [
        ...alike.map((name) => writing(eve, `is called ${JSON.stringify(name)}`, claim(eve.uid, name))),
        ...mighty.map((name) => writing(eve, `is called ${name}`, claim(eve.uid, name))),
        writing(eve, 'a name without its place', skip),
        writing(eve, 'a place without its name', { [`names/${chance(8)}`]: eve.uid }),
        writing(eve, 'the place of another', {
          [Object.keys(taken).find((path) => path.startsWith('names/')) ?? '']: eve.uid,
        }),
      ],
      afterwards: [writing(eve, 'another name', claim(eve.uid, `Margot ${chance(6)}`))],
    });
  },
};

/** Far below the 30 seconds that the function has. */
const slowMs = 3000;

/** As often as fits into a message. */
const full = (piece: string): string => piece.repeat(Math.floor(limits.messageText / piece.length));

const deep: Attack = {
  id: 10,
  name: 'Nesting that stops or slows the sanitiser',
  defence:
    'Counted before anything is parsed; what is too deep or too dense stays plain text; nothing is tried again',
  run: async (siege) => {
    const texts = [
      full('<b>'),
      full('['),
      full('> '),
      full('- '),
      full('*a **b '),
      full('[x]('),
      full('`'),
      `${'> '.repeat(500)}x`,
      `${'<div>'.repeat(700)}x`,
      full('![['),
      full('~~*_'),
      full('(<'),
    ];
    const beganMs = performance.now();
    const rendered = await say(siege, texts);
    const tookMs = Math.round(performance.now() - beganMs);
    const log = await siege.functionLog();
    const ids = new Set(rendered.map(({ messageId }) => messageId));
    const entries = log.entries.items.filter((entry) => ids.has(String(entry['messageId'])));
    const slowest = Math.max(
      ...entries.map((entry) => (typeof entry['renderMs'] === 'number' ? entry['renderMs'] : 0)),
    );
    const failed = entries.filter((entry) => entry['reason'] === 'failed' || entry['outcome'] === 'error');
    const plain = rendered.filter(({ html }) => html === undefined).length;
    return {
      tried: texts.length,
      by: 'server gate',
      evidence: [
        `${plain} stay plain, ${texts.length - plain} are rendered, all in ${tookMs} ms; the slowest took ${slowest} ms`,
      ],
      breaches: [
        // A process that is new loads its parser first, and the machine may be busy.
        ...(slowest < slowMs ? [] : [`A rendering took ${slowest} ms.`]),
        ...failed.map((entry) => `Failed: ${JSON.stringify(entry)}`),
      ],
    };
  },
};

export const markupAttacks: readonly Attack[] = [
  storedXss,
  inName,
  inRoom,
  avatars,
  badSchemes,
  mislabelled,
  reversed,
  piles,
  homographs,
  deep,
];
