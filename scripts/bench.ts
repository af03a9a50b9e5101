import { measureChat } from './bench/chat.ts';
import { measureEmulator } from './bench/emulator.ts';
import { measureFreshClone } from './bench/freshClone.ts';
import { measureInitialJavaScript } from './bench/initialJavaScript.ts';
import { measureLoading } from './bench/loading.ts';
import { measureLongRoom } from './bench/longRoom.ts';
import { measureLongSitting } from './bench/longSitting.ts';
import { buildWhatIsStale } from './build.ts';
import { interruptibly } from './interruption.ts';
import { createProgress, type Progress } from './progress.mjs';

type Rows = readonly (readonly [what: string, value: string])[];

/** In the order in which they run. The last two take minutes, so they have to be asked for by name. */
const measurements: ReadonlyMap<string, (progress: Progress) => Promise<Rows>> = new Map([
  ['emulator', measureEmulator],
  ['size', measureInitialJavaScript],
  ['chat', measureChat],
  ['list', measureLongRoom],
  ['loading', measureLoading],
  ['sitting', measureLongSitting],
  ['clone', measureFreshClone],
]);
const usual = ['emulator', 'size', 'chat', 'list', 'loading'];

const run = async (names: readonly string[]): Promise<number> => {
  const unknown = names.find((name) => !measurements.has(name));
  if (unknown !== undefined) {
    console.error(`npm run bench measures ${[...measurements.keys()].join(', ')}, and not ${unknown}.`);
    return 1;
  }
  const progress = createProgress();
  try {
    await buildWhatIsStale(['emulator', 'functions'], progress);
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
  const rows: (readonly [string, string])[] = [];
  for (const name of names.length === 0 ? usual : names) {
    const step = progress.step(`Measuring: ${name}`);
    rows.push(...((await measurements.get(name)?.(progress)) ?? []));
    step.done();
  }
  const width = Math.max(...rows.map(([what]) => what.length));
  console.log(`\n${rows.map(([what, value]) => `${what.padEnd(width)}  ${value}`).join('\n')}`);
  return 0;
};

/** `npm run bench`: prints a table. It judges nothing: what a number means depends on the machine and its load. */
export const main = (names: readonly string[]): Promise<number> => interruptibly(() => run(names));
