import { policyWeaknesses } from './contentSecurityPolicy.ts';
import type { Refusal } from './refusal.ts';

export interface HeaderRule {
  readonly source?: string;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
}

const yearSeconds = 31_536_000;
const everywhere = '**';
const hashed = '/assets/**';
/** `index-DEVdonX0.js`: what Vite calls a file whose name changes with its contents. */
const hashedName = /^assets\/.+-[A-Za-z0-9_-]{8}\.\w+$/;

const seconds = (value: string): number => Number(/max-age=(\d+)/i.exec(value)?.[1] ?? 0);

type Complaints = (value: string) => readonly string[];

const mustBe =
  (pattern: RegExp, wanted: string): Complaints =>
  (value) =>
    pattern.test(value) ? [] : [`must be ${wanted}`];

/** What every answer carries, and what is wrong with a value. */
const required: ReadonlyMap<string, Complaints> = new Map([
  ['Content-Security-Policy', policyWeaknesses],
  ['X-Content-Type-Options', mustBe(/^nosniff$/i, 'nosniff')],
  [
    'X-Frame-Options',
    mustBe(/^(?:DENY|SAMEORIGIN)$/i, 'DENY, for browsers that do not know frame-ancestors'),
  ],
  [
    'Referrer-Policy',
    mustBe(/^(?:no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$/i, 'no-referrer'),
  ],
  ['Cross-Origin-Opener-Policy', mustBe(/^same-origin$/i, 'same-origin')],
  [
    'Permissions-Policy',
    (value) =>
      ['camera', 'geolocation', 'microphone']
        .filter((feature) => !value.replaceAll(' ', '').split(',').includes(`${feature}=()`))
        .map((feature) => `must say ${feature}=()`),
  ],
  [
    'Strict-Transport-Security',
    (value) =>
      seconds(value) >= yearSeconds && /includeSubDomains/i.test(value)
        ? []
        : [`must be max-age=${yearSeconds}; includeSubDomains, or more`],
  ],
]);

const valuesOf = (rule: HeaderRule, name: string): readonly string[] =>
  rule.headers.filter(({ key }) => key.toLowerCase() === name.toLowerCase()).map(({ value }) => value);

const isKept = (value: string): boolean => /immutable/i.test(value) || seconds(value) > 0;

const cachingProblems = (rules: readonly HeaderRule[], files: readonly string[]): readonly string[] => {
  const caching = rules.flatMap((rule) =>
    valuesOf(rule, 'Cache-Control').map((value) => ({ source: rule.source, value })),
  );
  const page = caching.find(({ source }) => source === everywhere);
  const assets = caching.findIndex(({ source }) => source === hashed);
  const asset = caching[assets];
  return [
    ...(page !== undefined && /no-cache|no-store/i.test(page.value)
      ? []
      : ['Cache-Control for ** must be no-cache, or people keep yesterday’s page']),
    // Of two that fit, Hosting sends the later one.
    ...(asset !== undefined &&
    /immutable/i.test(asset.value) &&
    seconds(asset.value) >= yearSeconds &&
    (page === undefined || assets > caching.indexOf(page))
      ? []
      : [`Cache-Control for ${hashed} must be public, max-age=${yearSeconds}, immutable, and come after **`]),
    ...caching
      .filter(({ source, value }) => source !== hashed && isKept(value))
      .map(
        ({ source, value }) =>
          `Cache-Control for ${source} is ${value}, but names there do not change with their contents`,
      ),
    ...files
      .filter((file) => file.startsWith('assets/') && !hashedName.test(file))
      .map((file) => `${file} is cached for ever, but its name does not change with its contents`),
  ];
};

/**
 * What is weak about the headers that Hosting sends.
 *
 * @param files what Hosting serves, relative to its folder
 */
export const weakHeaders = (rules: readonly HeaderRule[], files: readonly string[]): readonly Refusal[] => {
  const base = rules.filter(({ source }) => source === everywhere);
  const problems = [...required].flatMap(([name, complaints]) => {
    const missing = base.every((rule) => valuesOf(rule, name).length === 0)
      ? [`${name} is not sent with everything (source ${everywhere})`]
      : [];
    // A rule for some paths replaces what is said for all.
    const weak = rules.flatMap((rule) =>
      valuesOf(rule, name)
        .flatMap(complaints)
        .map(
          (complaint) =>
            `${name}${rule.source === everywhere ? '' : ` for ${rule.source ?? 'a pattern'}`}: ${complaint}`,
        ),
    );
    return [...missing, ...weak];
  });
  return [...problems, ...cachingProblems(rules, files)].map((problem) => ({
    what: `${problem}.`,
    fix: 'Correct hosting.headers in firebase.json.',
  }));
};
