import type { Call, Expression } from './ast.ts';
import { partsOf } from './partsOf.ts';

/**
 * Rules name the same place again and again: `root.child('members').child($room).child(auth.uid)` stands three times in
 * one of them. Each such place is looked up once per evaluation and then remembered, under the number it gets here.
 */
export type SharedPlaces = ReadonlyMap<Expression, number>;

const most = { calls: 16, places: 32 };

export const sharedPlaces = (expression: Expression): SharedPlaces => {
  const byName = new Map<string, Call[]>();
  const collect = (part: Expression): void => {
    if (part.kind === 'call') {
      const name = nameOf(part, most.calls);
      const others = name === undefined ? undefined : byName.get(name);
      if (others !== undefined) others.push(part);
      else if (name !== undefined) byName.set(name, [part]);
    }
    for (const inner of partsOf(part)) collect(inner);
  };
  collect(expression);
  const shared = new Map<Expression, number>();
  let places = 0;
  for (const calls of byName.values()) {
    if (calls.length < 2 || places === most.places) continue;
    for (const call of calls) shared.set(call, places);
    places += 1;
  }
  return shared;
};

/** What tells one place from another; nothing for what is no place, or is not named by constants, keys and claims alone. */
const nameOf = (part: Expression, callsLeft: number): string | undefined => {
  if (part.kind === 'variable') return places.has(part.name) ? part.name : undefined;
  if (part.kind !== 'call' || part.callee.kind !== 'member' || callsLeft === 0) return undefined;
  const { target, name } = part.callee;
  const [argument] = part.arguments;
  const isParent = name === 'parent';
  if (!isParent && (name !== 'child' || argument === undefined)) return undefined;
  const from = nameOf(target, callsLeft - 1);
  const step = isParent || argument === undefined ? '..' : nameOfArgument(argument);
  return from === undefined || step === undefined ? undefined : `${from} ${step}`;
};

const places: ReadonlySet<string> = new Set(['root', 'data', 'newData']);

const nameOfArgument = (argument: Expression): string | undefined => {
  if (argument.kind === 'literal') return JSON.stringify(argument.value);
  if (argument.kind === 'variable') return argument.name;
  if (argument.kind !== 'member') return undefined;
  const target = nameOfArgument(argument.target);
  return target === undefined ? undefined : `${target}.${JSON.stringify(argument.name)}`;
};
