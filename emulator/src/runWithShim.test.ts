import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shimEnvironment } from './runWithShim.ts';

describe('shimEnvironment', () => {
  it.each(['PATH', 'Path'])(
    'puts the java of the package first on %s, and names a file for its jar',
    (name) => {
      const env = shimEnvironment({ [name]: `a${delimiter}b`, HOME: 'home' }, 'main.js');
      const [first = '', ...rest] = (env[name] ?? '').split(delimiter);
      expect(first.endsWith(join('emulator', 'bin'))).toBe(true);
      expect(rest).toEqual(['a', 'b']);
      expect(env).toEqual({
        [name]: env[name],
        HOME: 'home',
        DATABASE_EMULATOR_BINARY_PATH: 'main.js',
        CAUSERIE_NODE: process.execPath,
      });
    },
  );

  it('does without a path that was not there', () => {
    expect(shimEnvironment({}, 'main.js')['PATH']).not.toContain(delimiter);
  });
});
