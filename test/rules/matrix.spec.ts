import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { paths, serverPaths } from '@causerie/contract';
import { keep, root } from '../../scripts/root.ts';
import {
  type Cell,
  everybody,
  people,
  policy,
  serverPolicy,
  setNames,
  standing,
  type Who,
} from './matrixPolicy.ts';
import { verdictOf } from './table.ts';
import { worldOfThisFile } from './world.ts';

const world = worldOfThisFile();

const titles = {
  list: 'lists some',
  listAll: 'lists all, or another’s',
  replace: 'writes all at once',
  read: 'reads',
  readOther: 'reads another’s',
  create: 'makes',
  createOther: 'makes for another, or by itself',
  change: 'changes',
  changeOther: 'changes another’s',
  remove: 'removes',
  removeOther: 'removes another’s',
} as const;
type Name = keyof typeof titles;

interface Line {
  readonly place: string;
  readonly what: string;
  readonly name: Name;
  readonly cell: Cell;
}

const linesOf = (
  patterns: Readonly<Record<string, { readonly pattern: string }>>,
  cells: Readonly<Record<string, object>>,
): readonly Line[] =>
  Object.entries(cells).flatMap(([path, row]) =>
    Object.entries(row).map(([name, cell]) => ({
      place: patterns[path]?.pattern ?? path,
      what: titles[name as Name],
      name: name as Name,
      cell: cell as Cell,
    })),
  );

const lines = [...linesOf(paths, policy), ...linesOf(serverPaths, serverPolicy)];

const isAllowed = ({ may }: Cell, who: Who): boolean => (may as readonly Who[]).includes(who);

describe('who may do what', () => {
  beforeEach(() => {
    for (const [path, value] of standing()) world().write(path, value);
  });

  const rows = lines.flatMap(({ what, place, cell }) =>
    everybody.map((who) => [who, what, place, cell] as const),
  );
  it.each(rows)('%s %s %s', async (who, _what, _place, cell) => {
    const uid = people[who];
    const actor = { world: world(), database: world().as(uid) };
    const wanted = isAllowed(cell, who) ? 'allowed' : 'denied';
    const verdict = await outcomeOf(cell.deed(uid)(actor));
    const why = verdict === 'denied' && wanted === 'allowed' ? ` (${world().lastDenial()})` : '';
    expect(`${verdict}${why}`).toBe(wanted);
  });

  it('says of everything that nobody may what may be done instead', () => {
    const without = lines.filter(({ cell }) => cell.may.length === 0 && !('instead' in cell));
    expect(without).toEqual([]);
  });
});

/** A step on the way that is refused is a refusal of the whole. */
const outcomeOf = (request: Promise<unknown>): ReturnType<typeof verdictOf> =>
  verdictOf(
    request.catch((error: unknown) => {
      const { message, cause } = error as Error;
      throw message.startsWith('Step ') && cause instanceof Error ? cause : error;
    }),
  );

const mark = (line: Line, who: Who): string => (isAllowed(line.cell, who) ? '●' : '·');

/** Every line and everybody. */
const wholeMatrix = (): string =>
  [
    `| place | what | ${everybody.join(' | ')} | instead |`,
    `| --- | --- | ${everybody.map(() => ':-:').join(' | ')} | --- |`,
    ...lines.map((line) => {
      const instead = 'instead' in line.cell ? line.cell.instead : '';
      return `| \`${line.place}\` | ${line.what} | ${everybody.map((who) => mark(line, who)).join(' | ')} | ${instead} |`;
    }),
    '',
  ].join('\n');

const nameOf = ({ may }: Cell): string => (may.length === 0 ? '–' : (setNames.get(may) ?? may.join(', ')));

const columns: readonly (readonly [title: string, names: readonly Name[]])[] = [
  ['read', ['read', 'list']],
  ['another’s', ['readOther']],
  ['make', ['create', 'createOther']],
  ['change', ['change']],
  ['another’s', ['changeOther']],
  ['remove', ['remove']],
  ['another’s', ['removeOther']],
];

/** One line a place, with the names of those who may. */
const shortMatrix = (): string => {
  const places = new Map(Object.entries(paths).map(([name, { pattern }]) => [name, pattern]));
  const rows = [...places].map(([name, pattern]) => {
    const cells = new Map(
      Object.entries(policy[name as keyof typeof policy] as Readonly<Record<string, Cell>>),
    );
    const shown = columns.map(([, names]) => {
      const there = names.flatMap((each) => cells.get(each) ?? []);
      const cell = there.find((each) => each.may.length > 0) ?? there[0];
      return cell === undefined ? '' : nameOf(cell);
    });
    // Most rings are alike, and those that are make one line.
    const place = pattern.replace(/^limits\/\{uid\}\/(?!act|pace)[a-z]+/, 'limits/{uid}/…');
    return `| \`${place}\` | ${shown.join(' | ')} |`;
  });
  return [
    `| place | ${columns.map(([title]) => title).join(' | ')} |`,
    `| --- | ${columns.map(() => '---').join(' | ')} |`,
    ...new Set(rows),
  ].join('\n');
};

describe('SECURITY.md', () => {
  const file = join(root, 'SECURITY.md');
  const begins = '<!-- matrix: npm run attack -- --matrix -->\n<!-- prettier-ignore-start -->';
  const ends = '<!-- prettier-ignore-end -->';

  it('shows the matrix of today', () => {
    const text = readFileSync(file, 'utf8');
    const from = text.indexOf(begins) + begins.length;
    const to = text.indexOf(ends);
    if (process.env['CAUSERIE_WRITE_MATRIX'] !== undefined) {
      mkdirSync(join(keep, 'attacks'), { recursive: true });
      writeFileSync(join(keep, 'attacks', 'matrix.md'), wholeMatrix());
      writeFileSync(file, `${text.slice(0, from)}\n\n${shortMatrix()}\n\n${text.slice(to)}`);
    }
    const shown = readFileSync(file, 'utf8');
    expect(
      shown.slice(shown.indexOf(begins) + begins.length, shown.indexOf(ends)).trim(),
      'run `npm run attack -- --matrix`',
    ).toBe(shortMatrix());
  });
});
