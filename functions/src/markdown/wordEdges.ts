import MarkdownIt, { type StateInline } from 'markdown-it';

/** Scripts that set no spaces between words, or none before particles, and emoji: emphasis may begin or end anywhere beside them. */
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\u3000-\\u303f\\uff00-\\uff65\\p{Extended_Pictographic}';

/** What may stand before the first star of `*word*`. Not a letter, not a slash, not a closing bracket. */
const beforeOpening = new RegExp(`(?:^|[\\s\\p{Ps}\\p{Pi}\\p{Pd}"'*_~|:>,;${unspaced}])$`, 'u');
/** What follows it, past marks of the same kind. Not the rest of `*.ts`, `*=`, `*)` or `*:*`. */
const afterOpening = new RegExp(`^[*_~]*[\\p{L}\\p{N}\\p{M}\\p{Sc}\\p{Ps}\\p{Pi}"'\`@#!¿¡${unspaced}]`, 'u');
/** What may not stand before the last star. */
const notBeforeClosing = /[/\\|&=+<([{]$/;
/** What may follow it. */
const afterClosing = new RegExp(`^(?:$|[\\s\\p{Pe}\\p{Pf}\\p{Pd}.,;:!?'"*_~|${unspaced}])`, 'u');
/** As far as these look, in code units: the word beside the marks. */
const sight = 64;

/** `_X11_XLIB_H_` is one name. */
const identifier = /^[\p{L}\p{N}]+_[\p{L}\p{N}]/u;

/**
 * Emphasis only where a writer means it: around whole words. Markdown itself would take the stars out of `a*b*c`, `2*3*4` and
 * globs, and the underscores out of `__init__`, and developers type those all day.
 */
export class WordEdges extends MarkdownIt.StateInline {
  override scanDelims(start: number, canSplitWord: boolean): ReturnType<StateInline['scanDelims']> {
    const scanned = super.scanDelims(start, canSplitWord);
    const end = start + scanned.length;
    const before = this.src.slice(Math.max(0, start - sight), start);
    const after = this.src.slice(end, Math.min(this.posMax, end + sight));
    const isQuoted = /["']$/.test(before) && /^["']/.test(after);
    const isDunder = this.src[start] === '_' && scanned.length > 1;
    const isIdentifier = this.src[start] === '_' && identifier.test(after);
    if (isQuoted || isDunder || isIdentifier) return { ...scanned, can_open: false, can_close: false };
    return {
      ...scanned,
      can_open: scanned.can_open && beforeOpening.test(before) && afterOpening.test(after),
      can_close: scanned.can_close && !notBeforeClosing.test(before) && afterClosing.test(after),
    };
  }
}
