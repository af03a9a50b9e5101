import { htmlPolicy } from '@causerie/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misleads, readAddress } from './address.ts';

describe('readAddress', () => {
  it.each([
    ['https://example.org', 'https://example.org/', 'example.org'],
    ['HTTPS://Example.ORG/A?b=c#d', 'https://example.org/A?b=c#d', 'example.org'],
    ['https://example.org:8443/x', 'https://example.org:8443/x', 'example.org:8443'],
    ['https://example.org?x', 'https://example.org/?x', 'example.org'],
    ['https://example.org/a@b', 'https://example.org/a@b', 'example.org'],
    ['https://münchen.example/', 'https://xn--mnchen-3ya.example/', 'xn--mnchen-3ya.example'],
    ['https://[::1]/', 'https://[::1]/', '[::1]'],
    ['https://example.org/"><x>', 'https://example.org/%22%3E%3Cx%3E', 'example.org'],
    ['mailto:Ann@Example.org', 'mailto:Ann@Example.org', 'ann@example.org'],
  ])('reads %s', (typed, href, place) => {
    expect(readAddress(typed)).toEqual({ href, place });
  });

  it.each([
    '',
    'https://',
    'https:///evil.example',
    'https:evil.example',
    'https:/evil.example',
    'https:\\\\evil.example',
    'https://evil.example\\@bank.example',
    'https://bank.example@evil.example',
    'https://bank.example:443@evil.example',
    'https://@evil.example',
    'https://exa mple.org',
    'https://exam\tple.org',
    'https://exam\nple.org',
    'https://example.org/\u202egpj',
    'https://example.org/\u0000',
    'https://exa%00mple.org',
    'https://:443/',
    ' https://example.org',
    'http://example.org',
    '//example.org',
    '/x',
    '#x',
    'x',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'javascript://example.org/%0aalert(1)',
    'javascript&colon;alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://example.org/x',
    'file:///etc/passwd',
    'https&colon;//example.org',
    'mailto:',
    'mailto:a',
    'mailto:a@b?subject=x',
    'mailto:a@b,c@d',
    'mailto:a@b%0abcc:c@d',
    'mailto:"a b"@c',
    'constructor',
    '__proto__',
  ])('refuses %j', (typed) => {
    expect(readAddress(typed)).toBeUndefined();
  });

  it('gives nothing but what the policy lets stand, in a spelling that stays', () => {
    const piece = fc.constantFrom(
      'https://',
      'https:',
      'mailto:',
      'javascript:',
      '@',
      ':',
      '/',
      '\\',
      '?',
      '#',
      '.',
      'a',
      'é',
      'ß',
      '%',
      '00',
      '0a',
      '"',
      "'",
      '<',
      ' ',
      '\t',
      '\u00ad',
      '\u3002',
      '[',
      ']',
      '&',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
        (typed) => {
          const address = readAddress(typed);
          if (address === undefined) return;
          expect(address.href).toMatch(htmlPolicy.ALLOWED_URI_REGEXP);
          expect(address.href).not.toMatch(/[\s"<>\\]/);
          expect(readAddress(address.href)).toEqual(address);
        },
      ),
      { numRuns: 5000 },
    );
  });
});

describe('misleads', () => {
  const example = { href: 'https://example.org/', place: 'example.org' };

  it.each([
    'the docs',
    'example.org',
    'Example.ORG',
    'https://example.org',
    'https://example.org/path?x=bank.example',
    'example.org/wiki/Café',
    'see below, 50 % off',
    'node 20',
  ])('trusts the label %j', (label) => {
    expect(misleads(label, example)).toBe(false);
  });

  it.each([
    'bank.example',
    'https://bank.example',
    'http://example.org',
    'https://example.org.bank.example',
    'https://example.org@bank.example',
    'https://example.org:8443',
    'example.org bank.example',
    'bank。example',
    'bank․example',
    'bank\uff0eexample',
    'ban\u200bk.example',
    'b\u00adank.exa\u2060mple',
    'ехample.org',
    'someone@bank.example',
    'example.org/\u05d0\u05d1.bank',
    'example.orgx',
    'www.example.org',
  ])('gives %j away', (label) => {
    expect(misleads(label, example)).toBe(true);
  });
});
