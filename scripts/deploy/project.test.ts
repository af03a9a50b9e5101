import { describe, expect, it } from 'vitest';
import { chooseProject } from './project.ts';

const aliases = (...entries: readonly (readonly [string, string])[]): ReadonlyMap<string, string> =>
  new Map(entries);
const demo = ['default', 'demo-causerie'] as const;
const production = ['production', 'chat-of-ours'] as const;
const staging = ['staging', 'chat-to-try'] as const;

describe('the project to deploy to', () => {
  it.each([
    ['the only real one', undefined, aliases(demo, production), 'chat-of-ours'],
    ['one with two aliases', undefined, aliases(production, ['default', 'chat-of-ours']), 'chat-of-ours'],
    ['the alias asked for', 'staging', aliases(demo, production, staging), 'chat-to-try'],
    ['the id asked for', 'another-chat', aliases(demo, production), 'another-chat'],
    ['the id asked for, without aliases', 'another-chat', aliases(), 'another-chat'],
  ] as const)('is %s', (_which, wanted, known, id) => {
    expect(chooseProject(wanted, known)).toEqual({ ok: true, id });
  });

  it.each([
    ['only demo projects', undefined, aliases(demo), 'No project to deploy to'],
    ['no alias at all', undefined, aliases(), 'No project to deploy to'],
    ['several real ones', undefined, aliases(production, staging), 'several projects'],
    ['a demo alias asked for', 'default', aliases(demo, production), 'demo project'],
    ['a demo id asked for', 'demo-mine', aliases(production), 'demo project'],
    ['an unknown alias', 'Production', aliases(production), 'neither an alias'],
    ['an option as id', '--force', aliases(production), 'neither an alias'],
    ['a name of Object’s', '__proto__', aliases(production), 'neither an alias'],
    ['nothing', '', aliases(production), 'neither an alias'],
  ] as const)('is refused for %s', (_which, wanted, known, why) => {
    const choice = chooseProject(wanted, known);
    expect(choice.ok ? choice.id : choice.refusal.what).toContain(why);
  });
});
