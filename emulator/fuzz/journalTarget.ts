import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Databases } from '../src/engine/databases.ts';
import { DataDirectoryError } from '../src/journal/dataDirectoryError.ts';
import { printEntry } from '../src/journal/entry.ts';
import { restore } from '../src/journal/restore.ts';
import { defaultLimits } from '../src/limits.ts';
import { insist, type Target } from './target.ts';

const good = [
  printEntry({ kind: 'rules', namespace: 'demo', text: '{"rules":{".read":true}}' }),
  printEntry({
    kind: 'commit',
    namespace: 'demo',
    writes: [
      ['a/b', { c: 1, '.priority': 'p' }],
      ['x', null],
    ],
  }),
  printEntry({ kind: 'commit', namespace: 'other', writes: [['', 'all']] }),
];

/** A file that was kept, and then spoiled. */
export const journal: Target = {
  name: 'files of a data directory',
  seeds: [
    ['{"kind":"format","format":1}\n', ...good].join(''),
    ['{"kind":"format","format":2}\n', ...good].join(''),
    good.join(''),
  ],
  dictionary: [
    '\n',
    '{"kind":"commit"',
    '"writes":[]',
    '["a/b",1]',
    '"namespace":"x"',
    '"kind":"rules"',
    '"text":""',
    '{"kind":"format"',
    '"format":1',
    '}',
    ',',
    '\u0000',
  ],
  try: (input) => {
    const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
    try {
      const file = join(folder, 'log');
      writeFileSync(file, input);
      const databases = new Databases({
        clock: { now: () => 0 },
        limits: { ...defaultLimits, namespaces: 8 },
        log: () => {},
      });
      const { bytes, tornBytes, changes } = restore({ file, databases, log: () => {} });
      insist(bytes + tornBytes === Buffer.byteLength(input), 'the bytes do not add up');
      return `${changes} changes in ${databases.names().length}, ${tornBytes > 0 ? 'torn' : 'whole'}`;
    } catch (error) {
      if (!(error instanceof DataDirectoryError)) throw error;
      return error.message.replaceAll(folder, '').slice(0, 100);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
