// Loaded into every Node process of the emulator suite (through NODE_OPTIONS). A process that is killed
// outright cannot stop its children, so the children look up: when the parent changes, it has gone, and the
// process ends itself the way a signal would have ended it. firebase-tools still exports its data on the way.

const parent = process.ppid;
const lookUpMs = 400;
const graceMs = 20_000;

// The reader of our output went with the parent; a broken pipe must not cut the shutdown short.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const watch = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(watch);
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs).unref();
  process.kill(process.pid, 'SIGTERM');
}, lookUpMs);
watch.unref();
