import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('the options of npm run deploy', () => {
  it.each([
    [[], { project: undefined, extent: 'deploy' }],
    [['--dry-run'], { project: undefined, extent: 'plan' }],
    [['--check'], { project: undefined, extent: 'check' }],
    [['--project', 'chat-of-ours'], { project: 'chat-of-ours', extent: 'deploy' }],
    [['--dry-run', '--project=staging'], { project: 'staging', extent: 'plan' }],
  ])('are %j', (args, options) => {
    expect(readOptions(args)).toEqual(options);
  });

  it.each([
    [['--force'], '--force is not known'],
    [['chat-of-ours'], 'chat-of-ours is not known'],
    [['--project'], 'needs an id'],
    [['--project='], 'needs an id'],
    // A forgotten name must not swallow the option that keeps a run harmless.
    [['--project', '--dry-run'], 'needs an id'],
  ])('are not %j', (args, why) => {
    expect(readOptions(args)).toEqual({ failure: expect.stringContaining(why) as unknown });
  });
});
