// Every npm command starts here: `node scripts/run.mjs <command> [arguments]`.
//
// This file is read by whatever Node is installed, so it holds to syntax and imports that old releases
// know. Only when the release is right does it load the rest, install what is missing, and hand over to
// the TypeScript of the command, in this same process: one process fewer to signal, to wait for, to lose.

const version = process.versions.node.split('.');
const major = Number(version[0]);
const minor = Number(version[1]);
const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;

if (isSupported) {
  import('./handOver.mjs')
    .then((module) => module.handOver(process.argv[2], process.argv.slice(3)))
    .catch((error) => {
      console.error(error);
      process.exit(1);
    });
} else {
  console.error(
    'Causerie needs Node.js 20.19 or newer (of Node.js 22, at least 22.12); this is ' +
      process.version +
      '. Get it from https://nodejs.org (or `nvm install 22`), then run the command again.',
  );
  process.exit(1);
}
