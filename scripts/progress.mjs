/**
 * What a person sees while something takes its time: one line for each thing under way, with its seconds.
 * On a terminal the lines redraw in place; elsewhere (CI, a pipe) each thing prints when it starts and ends,
 * and now and then between, so that a log never looks stuck.
 *
 * @typedef {object} Step
 * @property {(detail: string) => void} tell What it is doing just now.
 * @property {(detail?: string) => void} done
 * @property {(detail?: string) => void} fail
 *
 * @typedef {object} Progress
 * @property {(label: string) => Step} step
 * @property {(text: string) => void} say Prints text above the lines under way.
 * @property {() => void} close Forgets the lines under way, so that nothing redraws any more.
 *
 * @typedef {{ label: string, startedAtMs: number, detail: string, toldAtMs: number }} Line
 */

const redrawMs = 120;
const stillMs = 15_000;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

const wantsColour = process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb';

/** @param {number} code */
const sgr = (code) => (/** @type {string} */ text) =>
  wantsColour && process.stdout.isTTY ? `\u001B[${code}m${text}\u001B[0m` : text;

export const bold = sgr(1);
export const dim = sgr(2);
export const red = sgr(31);
export const green = sgr(32);
export const yellow = sgr(33);
export const cyan = sgr(36);

/** @param {number} sinceMs */
const secondsSince = (sinceMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;

/** @param {string} text @param {number} columns */
const cut = (text, columns) => (text.length > columns ? `${text.slice(0, Math.max(columns - 1, 0))}…` : text);

/** @returns {Progress} */
export const createProgress = () => {
  const out = process.stdout;
  /** @type {Set<Line>} */
  const lines = new Set();
  let drawn = 0;
  let frame = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  const erase = () => {
    if (drawn > 0) out.write(`\u001B[${drawn}A\u001B[J`);
    drawn = 0;
  };

  const draw = () => {
    if (!out.isTTY) return;
    const width = (out.columns || 80) - 1;
    for (const line of lines) {
      const seconds = secondsSince(line.startedAtMs);
      const text = cut(`${line.label}${line.detail && ` · ${line.detail}`}`, width - seconds.length - 6);
      out.write(`  ${cyan(frames[frame % frames.length] ?? '')} ${text}  ${dim(seconds)}\n`);
      drawn += 1;
    }
  };

  const tick = () => {
    timer = undefined;
    if (lines.size === 0) return;
    if (out.isTTY) {
      frame += 1;
      erase();
      draw();
    } else {
      for (const line of lines) {
        if (Date.now() - line.toldAtMs < stillMs) continue;
        line.toldAtMs = Date.now();
        out.write(
          `  … ${line.label}${line.detail && ` · ${line.detail}`}  ${secondsSince(line.startedAtMs)}\n`,
        );
      }
    }
    schedule();
  };

  const schedule = () => {
    timer ??= setTimeout(tick, out.isTTY ? redrawMs : 1000).unref();
  };

  const say = (/** @type {string} */ text) => {
    erase();
    out.write(`${text}\n`);
    draw();
  };

  const step = (/** @type {string} */ label) => {
    const line = { label, startedAtMs: Date.now(), detail: '', toldAtMs: Date.now() };
    if (out.isTTY) {
      erase();
      lines.add(line);
      draw();
    } else {
      lines.add(line);
      out.write(`  … ${label}\n`);
    }
    schedule();

    const end = (/** @type {string} */ mark, /** @type {string} */ detail) => {
      if (!lines.delete(line)) return;
      say(`  ${mark} ${label}${detail && ` · ${detail}`}  ${dim(secondsSince(line.startedAtMs))}`);
    };
    return {
      tell: (/** @type {string} */ detail) => void (line.detail = detail),
      done: (detail = '') => end(green('✓'), detail),
      fail: (detail = '') => end(red('✗'), detail),
    };
  };

  return {
    step,
    say,
    close: () => {
      erase();
      lines.clear();
      clearTimeout(timer);
      timer = undefined;
    },
  };
};
