import { options } from 'preact';

export { createRoot } from 'preact/compat/client';

const waiting: (() => void)[] = [];
const { port1, port2 } = new MessageChannel();
port1.addEventListener('message', () => waiting.shift()?.());
port1.start();

// What follows from a rendering (focus, the name of the tab, what is listened to) follows at once, as with React. By itself Preact
// waits for the next frame: others can act in between, and a tab that nobody looks at has no frames.
options.requestAnimationFrame = (run) => {
  waiting.push(run);
  port2.postMessage(undefined);
};
