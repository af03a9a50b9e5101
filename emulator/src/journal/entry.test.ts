import { describe, expect, it } from 'vitest';
import { type Entry, formatEntry, parseEntry, printEntry } from './entry.ts';

const entries: readonly Entry[] = [
  formatEntry,
  { kind: 'rules', namespace: '__proto__', text: '{"rules":{}} // closed' },
  { kind: 'trigger', registration: { namespace: 'demo', body: { name: 'f' } } },
  { kind: 'commit', namespace: 'demo', writes: [['a/b', { c: 1 }]] },
];

describe('parseEntry', () => {
  it.each(entries)('reads what was printed: $kind', (entry) => {
    expect(parseEntry(printEntry(entry))).toEqual(entry);
  });

  it.each([
    ['{"kind":"commit","namespace":"de', 'cut short'],
    ['null', 'no entry'],
    ['{"kind":"constructor"}', 'of no kind'],
    ['{"kind":"format"}', 'without its format'],
    ['{"kind":"rules","namespace":"demo"}', 'without its text'],
    ['{"kind":"trigger","registration":null}', 'without its registration'],
    ['{"kind":"commit","namespace":"demo"}', 'without its writes'],
    ['{"kind":"commit","namespace":1,"writes":[]}', 'with a number for a name'],
    ['{"kind":"commit","namespace":"demo","writes":[[null,1]]}', 'with a write to nowhere'],
  ])('gives nothing for %s, which is %s', (line) => {
    expect(parseEntry(line)).toBeUndefined();
  });
});
