import { describe, expect, it } from 'vitest';
import { policyWeaknesses } from './contentSecurityPolicy.ts';

const strict = new Map([
  ['default-src', "'none'"],
  ['script-src', "'self'"],
  ['style-src', "'self'"],
  ['img-src', "'self' data:"],
  [
    'connect-src',
    "'self' https://securetoken.googleapis.com https://*.firebaseio.com wss://*.firebaseio.com",
  ],
  ['base-uri', "'none'"],
  ['form-action', "'self'"],
  ['frame-ancestors', "'none'"],
  ['require-trusted-types-for', "'script'"],
  ['trusted-types', 'causerie'],
]);

/** The strict policy with one directive said otherwise, or left out. */
const policyWith = (directive?: string, value?: string): string => {
  const policy = new Map(strict);
  if (directive !== undefined && value === undefined) policy.delete(directive);
  if (directive !== undefined && value !== undefined) policy.set(directive, value);
  return [...policy].map(([name, sources]) => `${name} ${sources}`).join('; ');
};

describe('a Content-Security-Policy', () => {
  it.each([
    ['as it should be', undefined, undefined],
    ['with default-src of its own', 'default-src', "'self'", "object-src 'none'"],
    ['with a hash', 'script-src', "'self' 'sha256-AbC='"],
    ['with what App Check loads', 'script-src', "'self' https://www.google.com/recaptcha/"],
    ['with nothing at all for scripts', 'script-src', "'none'"],
    ['with regional databases', 'connect-src', "'self' wss://*.firebasedatabase.app"],
    ['framed by itself', 'frame-ancestors', "'self'"],
    ['with two Trusted Types policies', 'trusted-types', 'causerie dompurify'],
    ['without connections', 'connect-src', undefined],
    ['in capitals', 'base-uri', "'NONE'"],
  ] as const)('is strict %s', (_how, directive, value, more?: string) => {
    expect(policyWeaknesses(`${policyWith(directive, value)}; ${more ?? ''}`)).toEqual([]);
  });

  it.each([
    ['script-src', "'self' 'unsafe-inline'", "'unsafe-inline' in script-src"],
    ['script-src', "'self' 'UNSAFE-EVAL'", "'UNSAFE-EVAL' in script-src"],
    ['script-src', "'self' 'nonce-abc'", 'same for every visitor'],
    ['script-src', "'self' 'strict-dynamic'", "'strict-dynamic'"],
    ['script-src', '*', '* in script-src is a wildcard'],
    ['script-src', 'https:', 'every source of that kind'],
    ['script-src', "'self' data:", 'data: in script-src'],
    ['script-src', 'https://*.firebaseio.com', 'is a wildcard'],
    ['script-src', 'http://example.org', 'is not encrypted'],
    ['script-src', 'self', 'needs its quotes'],
    [
      'script-src',
      "'self' https://cdn.jsdelivr.net",
      'https://cdn.jsdelivr.net in script-src is another host',
    ],
    ['script-src', 'https://www.google.com.example.org/recaptcha/', 'is another host'],
    ['script-src', 'https://www.google.com/', 'is another host'],
    ['default-src', 'https://example.org', 'is another host'],
    ['script-src-elem', "'unsafe-inline'", 'script-src-elem'],
    ['script-src-attr', "'unsafe-hashes'", 'script-src-attr'],
    ['style-src', "'self' 'unsafe-inline'", "'unsafe-inline' in style-src"],
    ['style-src-attr', "'unsafe-inline'", 'style-src-attr'],
    ['worker-src', 'blob:', 'blob: in worker-src'],
    ['img-src', '*', '* in img-src'],
    ['img-src', 'https://*.example.org', 'is a wildcard'],
    ['connect-src', '*', '* in connect-src'],
    ['connect-src', 'https:', 'https: in connect-src'],
    ['connect-src', 'https://*', 'is a wildcard'],
    ['connect-src', 'https://*.app', 'is a wildcard'],
    ['connect-src', 'https://*.firebaseio.com.example.org', 'is a wildcard'],
    ['connect-src', 'ws://*.firebaseio.com', 'is not encrypted'],
    ['connect-src', "'self' http://127.0.0.1:9000", 'own machine'],
    ['connect-src', "'self' wss://localhost:9000", 'own machine'],
    ['default-src', undefined, 'default-src must be'],
    ['default-src', 'https://example.org', 'default-src must be'],
    ['object-src', "'self'", 'object-src must be'],
    ['base-uri', undefined, 'base-uri must be'],
    ['base-uri', 'https://example.org', 'base-uri must be'],
    ['form-action', undefined, 'form-action must be'],
    ['frame-ancestors', undefined, 'frame-ancestors must be'],
    ['frame-ancestors', '*', 'frame-ancestors must be'],
    ['require-trusted-types-for', undefined, 'require-trusted-types-for must be'],
    ['trusted-types', undefined, 'trusted-types must name'],
    ['trusted-types', '*', 'trusted-types must name'],
    ['trusted-types', "causerie 'allow-duplicates'", 'trusted-types must name'],
  ] as const)('is weak with %s %s', (directive, value, why) => {
    expect(policyWeaknesses(policyWith(directive, value)).join('\n')).toContain(why);
  });

  it('is weak when plug-ins fall back to the page’s own sources', () => {
    expect(policyWeaknesses(policyWith('default-src', "'self'"))).toEqual([
      "object-src must be 'none': plug-ins run code",
    ]);
  });

  it('is read as browsers read it: of two directives of a name the first counts', () => {
    const [first, second] = ["script-src 'self'", "script-src 'unsafe-inline'"];
    const rest = policyWith('script-src');
    expect(policyWeaknesses(`${first}; ${second}; ${rest}`)).toEqual([]);
    expect(policyWeaknesses(`${second}; ${first}; ${rest}`)).toHaveLength(1);
  });

  it('is one policy, not two', () => {
    expect(policyWeaknesses(`${policyWith()}, default-src *`)).toEqual([expect.stringContaining('a comma')]);
  });

  it('has everything missing when it is empty', () => {
    expect(policyWeaknesses('')).toHaveLength(7);
  });
});
