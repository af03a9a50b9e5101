/** How long the next request is looked for. Longer than a client on the same machine takes to read an answer and ask again. */
const lookMs = 0.1;

/** And for so many turns of the event loop at most, should the clock have been stopped for a test. */
const lookTurns = 200;

/** Whoever asks again within this time of an answer has been waiting for it: most of the time is what it takes to wake up. */
const soonMs = 0.25;

/** So many such requests in a row say that there will be one more. */
const enoughSoon = 8;

/**
 * To sleep and to be woken takes a process longer than most requests do, above all in a virtual machine. So those who ask
 * one thing after the other, as tests do, are waited for awake: for a moment after each answer, and no longer than they
 * keep coming within it. It costs about as much as the sleeping does.
 */
export class BriefWait {
  readonly #now: () => number;
  readonly #nextTurn: (look: () => void) => void;
  #soonInARow = 0;
  #saidMs: number | undefined;
  #lookingUntilMs: number | undefined;
  #hasTurn = false;
  #turns = 0;

  /**
   * @param now milliseconds, and parts of them
   * @param nextTurn calls what it is given after the network has been looked at, without having waited for it
   */
  constructor(now: () => number, nextTurn: (look: () => void) => void) {
    this.#now = now;
    this.#nextTurn = nextTurn;
  }

  /** To be called when something came over the network. */
  heard(): void {
    if (this.#lookingUntilMs !== undefined) {
      this.#lookingUntilMs = undefined;
    } else if (this.#saidMs !== undefined) {
      this.#soonInARow = this.#now() - this.#saidMs < soonMs ? this.#soonInARow + 1 : 0;
    }
    this.#saidMs = undefined;
  }

  /** To be called when all that there was to say has been handed to the system. */
  said(): void {
    const nowMs = this.#now();
    this.#saidMs = nowMs;
    if (this.#soonInARow < enoughSoon) return;
    this.#lookingUntilMs = nowMs + lookMs;
    this.#turns = 0;
    if (this.#hasTurn) return;
    this.#hasTurn = true;
    this.#nextTurn(this.#look);
  }

  readonly #look = (): void => {
    this.#turns += 1;
    const untilMs = this.#lookingUntilMs;
    if (untilMs !== undefined && this.#turns <= lookTurns && this.#now() < untilMs) {
      this.#nextTurn(this.#look);
      return;
    }
    this.#hasTurn = false;
    if (untilMs === undefined) return;
    this.#lookingUntilMs = undefined;
    this.#soonInARow = 0;
  };
}
