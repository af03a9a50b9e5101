/** A change to a text: what stands from `start` up to `end` becomes `text`. `what` names the kind of change. */
export interface Edit {
  readonly what: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Every unit of UTF-16, for the one place where a regular expression has to say so. */
const anything = '[\\s\\S]';

/**
 * The ways to spoil a regular expression of the rules: anchors and alternatives dropped, sets opened or moved by one
 * character at each edge, counts moved by one, first letters of words made any. Offsets count from the source's start.
 */
export const patternMutants = (source: string): readonly Edit[] => [...new PatternSpoiler(source).edits()];

class PatternSpoiler {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  *edits(): Generator<Edit> {
    const alternatives: { readonly open: number; readonly bars: number[] }[] = [{ open: -1, bars: [] }];
    let isInWord = false;
    while (this.#at < this.#source.length) {
      const start = this.#at;
      const unit = this.#source.charAt(start);
      if (unit === '[') {
        yield* this.#set(start);
        isInWord = false;
        continue;
      }
      this.#at += unit === '\\' ? 2 : 1;
      const group = alternatives.at(-1);
      if (unit === '^' || unit === '$') yield this.#edit('unanchor', start, '');
      else if (unit === '(') alternatives.push({ open: start, bars: [] });
      else if (unit === '|') group?.bars.push(start);
      else if (unit === ')') yield* this.#alternatives(alternatives.pop(), start);
      else if (unit === '*') yield this.#edit('count', start, '+');
      else if (unit === '+') yield this.#edit('count', start, '*');
      else if (unit === '?') yield this.#edit('count', start, '');
      else if (unit === '{') yield* this.#counts(start);
      else if (!isInWord) yield this.#edit('any character', start, anything);
      isInWord = !'^$(|)*+?{'.includes(unit);
    }
    yield* this.#alternatives(alternatives.pop(), this.#source.length);
  }

  #edit(what: string, start: number, text: string): Edit {
    return { what, start, end: this.#at, text };
  }

  *#alternatives(group: { readonly open: number; readonly bars: number[] } | undefined, close: number) {
    if (group === undefined || group.bars.length === 0) return;
    const edges = [group.open, ...group.bars, close];
    for (const [index, from] of edges.slice(0, -1).entries()) {
      const to = edges[index + 1] ?? close;
      // One of the bars beside it goes too.
      const isLast = to === close;
      yield {
        what: 'drop alternative',
        start: isLast ? from : from + 1,
        end: isLast ? to : to + 1,
        text: '',
      };
    }
  }

  *#counts(start: number): Generator<Edit> {
    const close = this.#source.indexOf('}', start);
    this.#at = close + 1;
    const [least = '', most] = this.#source.slice(start + 1, close).split(',');
    const min = Number(least);
    const max = Number(most);
    const counts =
      most === undefined
        ? [`{${min - 1}}`, `{${min + 1}}`, `{${min - 1},${min}}`, `{${min},${min + 1}}`]
        : [`{${min - 1},${most}}`, `{${min + 1},${most}}`];
    if (most !== undefined && most !== '') counts.push(`{${min},${max - 1}}`, `{${min},${max + 1}}`);
    for (const text of counts) if (!text.startsWith('{-')) yield this.#edit('count', start, text);
  }

  *#set(start: number): Generator<Edit> {
    this.#at += 1;
    if (this.#source.charAt(this.#at) === '^') this.#at += 1;
    const items: { readonly start: number; readonly end: number }[] = [];
    while (this.#source.charAt(this.#at) !== ']') {
      const from = this.#at;
      this.#member();
      const isRange = this.#source.charAt(this.#at) === '-' && this.#source.charAt(this.#at + 1) !== ']';
      if (isRange) {
        this.#at += 1;
        this.#member();
      }
      items.push({ start: from, end: this.#at });
    }
    this.#at += 1;
    const end = this.#at;
    const edits: readonly Edit[] = [
      { what: 'open set', start, end, text: anything },
      ...items.flatMap((item) => this.#memberEdits(item, items.length === 1)),
    ];
    const whole = this.#source.slice(start, end);
    for (const edit of edits) {
      const text = this.#source.slice(start, edit.start) + edit.text + this.#source.slice(edit.end, end);
      // What moves an edge into the neighbouring range changes nothing.
      if (unitsOf(text) !== unitsOf(whole)) yield edit;
    }
  }

  #memberEdits({ start, end }: { readonly start: number; readonly end: number }, isOnly: boolean): Edit[] {
    const text = this.#source.slice(start, end);
    const edits: Edit[] = isOnly ? [] : [{ what: 'drop from set', start, end, text: '' }];
    const range = /^(\\?[^])-(\\?[^])$/.exec(text);
    if (range === null) return edits;
    const [, low = '', high = ''] = range;
    const below = neighbour(low, -1);
    const above = neighbour(high, 1);
    return [
      ...edits,
      ...(below === undefined ? [] : [{ what: 'widen range', start, end: start + low.length, text: below }]),
      ...(above === undefined ? [] : [{ what: 'widen range', start: end - high.length, end, text: above }]),
    ];
  }

  /** A member of a set, escaped or not. */
  #member(): void {
    this.#at += this.#source.charAt(this.#at) === '\\' ? 2 : 1;
  }
}

/** The member of a set before or after another, if there is one. */
const neighbour = (member: string, by: -1 | 1): string | undefined => {
  const code = member.charCodeAt(member.length - 1) + by;
  if (code < 0 || code > 0xffff) return undefined;
  const unit = String.fromCharCode(code);
  return '\\]^-/['.includes(unit) ? `\\${unit}` : unit;
};

const knownSets = new Map<string, string>();

/** All that a set matches, as one text; sets that say the same in other words give the same. */
const unitsOf = (set: string): string => {
  const known = knownSets.get(set);
  if (known !== undefined) return known;
  const pattern = new RegExp(`^${set}$`);
  let units = '';
  for (let code = 0; code <= 0xffff; code += 1) {
    const unit = String.fromCharCode(code);
    if (pattern.test(unit)) units += unit;
  }
  knownSets.set(set, units);
  return units;
};
