import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { settingsFor } from './compileSooner.ts';

describe('the settings of the engine', () => {
  it('are known to the engine that is given them', () => {
    const words = [...settingsFor(process.versions.node), '--eval', '0'];
    expect(spawnSync(process.execPath, words, { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  it('are left alone where nobody knows them', () => {
    expect(settingsFor('99.0.0')).toEqual([]);
  });
});
