import type { Seed } from './seed/seedTree.ts';

export interface StartOptions {
  /** Added to every port. */
  readonly portOffset: number;
  readonly seed: Seed;
  /** A tree of another kind than the usual one is not saved, and leaves what is saved alone. */
  readonly isKept: boolean;
}

const mostPortOffset = 50_000;
const mostRooms = 50;
const mostMessages = 1_000_000;

const usage = `Usage: npm start [-- options]
  --port-offset <0 to ${mostPortOffset}>   moves every port up by that number
  --empty                      the first rooms with nobody in them
  --rooms <1 to ${mostRooms}>            that many rooms instead of the first ones
  --messages <0 to ${mostMessages}>    that many messages in each of them
A tree of --empty, --rooms or --messages is gone when it stops; what is saved in .causerie/data stays as it is.`;

const wholeWithin = (value: string | undefined, least: number, most: number): number | undefined => {
  const number = /^\d{1,9}$/.test(value ?? '') ? Number(value) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
};

const failure = (sentence: string) => ({ print: `${sentence}\n${usage}`, exitCode: 1 }) as const;

/** Reads the command line: the options, or what to print instead of starting. */
export const readStartOptions = (
  args: readonly string[],
): StartOptions | { readonly print: string; readonly exitCode: 0 | 1 } => {
  const numbers = new Map<string, number>();
  const bounds = new Map<string, readonly [least: number, most: number]>([
    ['--port-offset', [0, mostPortOffset]],
    ['--rooms', [1, mostRooms]],
    ['--messages', [0, mostMessages]],
  ]);
  let isEmpty = false;
  const rest = args.flatMap((arg) => {
    const equals = arg.indexOf('=');
    return equals < 0 ? [arg] : [arg.slice(0, equals), arg.slice(equals + 1)];
  });
  for (let flag = rest.shift(); flag !== undefined; flag = rest.shift()) {
    if (flag === '--help') return { print: usage, exitCode: 0 };
    const bound = bounds.get(flag);
    if (flag === '--empty') {
      isEmpty = true;
    } else if (bound === undefined) {
      return failure(`${flag} is not known here.`);
    } else {
      const value = rest.shift();
      const number = wholeWithin(value, ...bound);
      if (number === undefined)
        return failure(
          `${flag} needs a whole number from ${bound[0]} to ${bound[1]}, not ${value ?? 'nothing'}.`,
        );
      numbers.set(flag, number);
    }
  }
  const portOffset = numbers.get('--port-offset') ?? 0;
  const rooms = numbers.get('--rooms');
  const messages = numbers.get('--messages');
  const isLarge = rooms !== undefined || messages !== undefined;
  if (isEmpty && isLarge) return failure('--empty goes with neither --rooms nor --messages.');
  if (isEmpty) return { portOffset, seed: { kind: 'empty' }, isKept: false };
  if (isLarge)
    return { portOffset, seed: { kind: 'large', rooms: rooms ?? 1, messages: messages ?? 0 }, isKept: false };
  return { portOffset, seed: { kind: 'living' }, isKept: true };
};
