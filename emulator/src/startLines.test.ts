import { describe, expect, it } from 'vitest';
import { startLines, type Start } from './startLines.ts';

const plain: Start = {
  url: 'http://127.0.0.1:9000',
  host: '127.0.0.1',
  rules: undefined,
  data: undefined,
  areRulesKept: false,
  isUnderTools: false,
};

const said = (start: Partial<Start>): string => startLines({ ...plain, ...start }).join('\n');

describe('the first lines', () => {
  it('say where it is, and where the inspector', () => {
    expect(said({})).toMatch(
      /^Realtime Database emulator at http:\/\/127\.0\.0\.1:9000, inspector at http:\/\/127\.0\.0\.1:9000\/\.inspect\//,
    );
  });

  it.each<[string, Partial<Start>, RegExp, RegExp]>([
    ['shout when there are no rules', {}, /NO RULES.*everybody/, /Rules:/],
    ['name the rules', { rules: 'my.rules.json' }, /Rules: my\.rules\.json/, /NO RULES/],
    ['leave it to firebase-tools', { isUnderTools: true }, /Rules: firebase-tools sends/, /NO RULES/],
    ['name what keeps the data', { data: 'kept' }, /kept in kept/, /listens on/],
    ['shout when nothing but data was kept', { data: 'kept' }, /NO RULES/, /Rules:/],
    ['know of kept rules', { data: 'kept', areRulesKept: true }, /Rules: those kept in kept/, /NO RULES/],
    ['warn of the network', { host: '0.0.0.0' }, /listens on 0\.0\.0\.0.*owner/, /Rules:/],
    ['know the machine itself', { host: '::1' }, /emulator at/, /listens on/],
  ])('%s', (_what, start, present, absent) => {
    expect(said(start)).toMatch(present);
    expect(said(start)).not.toMatch(absent);
  });
});
