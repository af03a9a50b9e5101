import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../root.ts';
import { type HeaderRule, weakHeaders } from './hostingHeaders.ts';

const { hosting } = JSON.parse(readFileSync(join(root, 'firebase.json'), 'utf8')) as {
  readonly hosting: { readonly headers: readonly HeaderRule[] };
};
const ours = hosting.headers;
const files = ['index.html', 'favicon.svg', 'assets/index-DEVdonX0.js', 'assets/index-O2_V-Xeb.css'];

/** Ours, with a header of one rule said otherwise, or left out. */
const changed = (source: string, name: string, value?: string): readonly HeaderRule[] =>
  ours.map((rule) =>
    rule.source === source
      ? {
          ...rule,
          headers: rule.headers.flatMap((header) => {
            if (header.key !== name) return [header];
            return value === undefined ? [] : [{ key: name, value }];
          }),
        }
      : rule,
  );
const alsoFor = (source: string, key: string, value: string): readonly HeaderRule[] => [
  ...ours,
  { source, headers: [{ key, value }] },
];
const problems = (rules: readonly HeaderRule[], served = files): readonly string[] =>
  weakHeaders(rules, served).map(({ what }) => what);

describe('the headers of Hosting', () => {
  it('are strict in this project', () => {
    expect(problems(ours)).toEqual([]);
  });

  it.each([
    'Content-Security-Policy',
    'X-Content-Type-Options',
    'X-Frame-Options',
    'Referrer-Policy',
    'Cross-Origin-Opener-Policy',
    'Permissions-Policy',
    'Strict-Transport-Security',
  ])('are refused without %s', (name) => {
    expect(problems(changed('**', name))).toEqual([`${name} is not sent with everything (source **).`]);
  });

  it('are refused when there are none', () => {
    expect(problems([])).toHaveLength(9);
  });

  it.each([
    ['X-Content-Type-Options', 'sniff'],
    ['X-Frame-Options', 'ALLOWALL'],
    ['Referrer-Policy', 'unsafe-url'],
    ['Cross-Origin-Opener-Policy', 'unsafe-none'],
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=*'],
    ['Strict-Transport-Security', 'max-age=86400; includeSubDomains'],
    ['Strict-Transport-Security', 'max-age=31536000'],
    ['Content-Security-Policy', ours[0]?.headers[0]?.value.replace("'self'", "'unsafe-inline'") ?? ''],
  ])('are refused with %s: %s', (name, value) => {
    expect(problems(changed('**', name, value))).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
  });

  it.each([
    ['X-Content-Type-Options', 'NoSniff'],
    ['X-Frame-Options', 'SAMEORIGIN'],
    ['Referrer-Policy', 'same-origin'],
    ['Permissions-Policy', 'microphone=(),camera=(),geolocation=()'],
    ['Strict-Transport-Security', 'max-age=63072000; includeSubDomains; preload'],
  ])('are accepted with %s: %s', (name, value) => {
    expect(problems(changed('**', name, value))).toEqual([]);
  });

  it('are refused when some paths get a weaker one than the rest', () => {
    expect(problems(alsoFor('/embed/**', 'X-Frame-Options', 'ALLOWALL'))).toEqual([
      expect.stringMatching(/^X-Frame-Options for \/embed\/\*\*: /),
    ]);
    expect(problems(alsoFor('/embed/**', 'x-frame-options', 'SAMEORIGIN'))).toEqual([]);
  });

  it('are refused when a policy is only reported', () => {
    const [policy] = ours[0]?.headers ?? [];
    const reported = ours.map((rule) => ({
      ...rule,
      headers: rule.headers.map(({ key, value }) => ({
        key: key === policy?.key ? `${key}-Report-Only` : key,
        value,
      })),
    }));
    expect(problems(reported)).toEqual([expect.stringContaining('Content-Security-Policy is not sent')]);
  });

  it.each([
    ['a page that is kept', changed('**', 'Cache-Control', 'public, max-age=3600'), 2],
    ['nothing said of the page', changed('**', 'Cache-Control'), 1],
    ['assets that are asked for again', changed('/assets/**', 'Cache-Control', 'no-cache'), 1],
    ['assets that are kept for a day', changed('/assets/**', 'Cache-Control', 'max-age=86400, immutable'), 1],
    ['the rule for assets undone by the one for all', ours.toReversed(), 1],
    ['other things kept for ever', alsoFor('/icons/**', 'Cache-Control', 'max-age=31536000, immutable'), 1],
  ])('are refused for their caching: %s', (_what, rules, count) => {
    expect(problems(rules)).toHaveLength(count);
  });

  it.each(['assets/index.js', 'assets/logo.svg', 'assets/fonts/a.woff2'])(
    'are refused for %s, whose name never changes',
    (file) => {
      expect(problems(ours, [...files, file])).toEqual([expect.stringContaining(file)]);
    },
  );
});
