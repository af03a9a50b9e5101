import { describe, expect, it } from 'vitest';
import { confusables, nicknameProblem, reservedSkeletons } from '@causerie/contract';
import { worldOfThisFile } from './world.ts';
import { claim } from './writes.ts';

const world = worldOfThisFile();

/** The letters that a name can have so that `character` is in it when it is in small letters. */
const writings = (character: string): readonly string[] => [character, character.toUpperCase(), 'İ'];

/** A name of each alphabet, with something in it. */
const around = (text: string): readonly string[] => [
  `x${text}x`,
  `\u0436${text}\u0436`,
  `\u03c6${text}\u03c6`,
];

const nameWith = (character: string): string | undefined =>
  writings(character)
    .flatMap(around)
    .find((name) => nicknameProblem(name) === undefined && name.toLowerCase().includes(character));

describe('the skeleton of a name', () => {
  it.each(confusables)('folds %j to %j', (from) => {
    const name = nameWith(from) ?? `no name has ${JSON.stringify(from)} in it`;
    expect(world().permits('nia', claim('nia', name))).toBe(true);
  });
});

describe('a reserved name', () => {
  it.each(reservedSkeletons)('%s is for nobody, and those beside it are', (name) => {
    const near = [`x${name}`, `${name}x`, `x${name.slice(1)}`];
    expect(world().permits('nia', claim('nia', name))).toBe(false);
    for (const other of near) {
      expect(world().permits('nia', claim('nia', other))).toBe(true);
      world().reset();
    }
  });
});
