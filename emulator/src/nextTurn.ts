import { setImmediate } from 'node:timers';

/**
 * Calls something after all that has come over the network by now has been dealt with.
 *
 * Not the global `setImmediate`: those who run the emulator in the process of their tests may have put a false one in its
 * place, to move the clock, and nobody would be answered.
 */
export const nextTurn = (call: () => void): void => {
  setImmediate(call);
};
