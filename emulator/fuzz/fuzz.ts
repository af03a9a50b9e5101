/** Looks for input that breaks something, for as long as one likes: `npm run fuzz -w emulator -- [seconds] [target]`. */
import { hunt } from './hunt.ts';
import { targets } from './targets.ts';

const [seconds = '10', only = ''] = process.argv.slice(2);

for (const target of targets.filter(({ name }) => name.includes(only))) {
  const seed = Date.now() % 2 ** 31;
  const endMs = performance.now() + Number(seconds) * 1000;
  let tried = 0;
  const broken = hunt(target, seed, (inputs) => {
    tried = inputs;
    return performance.now() < endMs;
  });
  console.log(
    `${target.name}: ${tried} inputs, ${broken === undefined ? 'nothing broke' : 'broken'} (seed ${seed})`,
  );
  if (broken === undefined) continue;
  console.log(`on ${JSON.stringify(broken.input)}:`, broken.error);
  process.exitCode = 1;
}
