import { describe, expect, it } from 'vitest';
import { parseExpression } from './parser.ts';
import { mayWrite, rulesOf } from './ruleTesting.ts';
import { sharedPlaces } from './sharedPlaces.ts';

/** The texts of the places that are found once, by their numbers. */
const placesIn = (source: string): readonly string[] => {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const texts: string[] = [];
  for (const [part, place] of sharedPlaces(parsed.value)) texts[place] = source.slice(part.start, part.end);
  return texts;
};

describe('Places that a rule names more than once', () => {
  it.each<[source: string, places: readonly string[]]>([
    ["data.child('a').exists()", []],
    ["data.child('a').exists() || newData.child('a').exists()", []],
    ["data.child('a').exists() || data.child('a').val() == 1", ["data.child('a')"]],
    [
      "root.child('m').child($r).child(auth.uid).exists() && root.child('m').child($r).child(auth.uid).val() == 1",
      ["root.child('m').child($r).child(auth.uid)", "root.child('m').child($r)", "root.child('m')"],
    ],
    ["data.parent().child('a').exists() || data.parent().exists()", ['data.parent()']],
    // The same name, and another thing.
    ["data.child('$r').exists() || data.child($r).exists()", []],
    ["data.child('auth.uid').exists() || data.child(auth.uid).exists()", []],
    ["data.child(auth['a.b']).exists() || data.child(auth.a.b).exists()", []],
    ["data.child('a/b').exists() || data.child('a').child('b').exists()", []],
    // What may come to something else each time, or is hard to tell.
    ["data.child('a' + $r).exists() || data.child('a' + $r).exists()", []],
    ['data.child(data.val()).exists() || data.child(data.val()).exists()', []],
    ['auth.uid == 1 || auth.uid == 2', []],
  ])('%s: %j', (source, places) => {
    expect(placesIn(source)).toEqual(places);
  });

  it('are not taken for those of another location or request', () => {
    const name = "newData.parent().child('name')";
    const rules = rulesOf({
      '.write': true,
      $k: { v: { '.validate': `${name}.exists() && ${name}.val() == $k` } },
    });
    const good = { a: { v: 1, name: 'a' }, b: { v: 1, name: 'b' } };
    expect(mayWrite(rules, {}, { '': good })).toBe(true);
    expect(mayWrite(rules, {}, { '': { ...good, b: { v: 1, name: 'a' } } })).toBe(false);
    expect(mayWrite(rules, {}, { 'a/v': 1 })).toBe(false);
    expect(mayWrite(rules, good, { 'b/v': 2 })).toBe(true);
  });

  it('fail each time when what they are named by is missing', () => {
    const place = 'root.child(auth.none)';
    const rules = rulesOf({ a: { '.write': `!(${place}.exists()) || ${place}.exists()` } });
    expect(mayWrite(rules, {}, { a: 1 })).toBe(false);
    expect(mayWrite(rules, {}, { a: 1 }, { none: 'x' })).toBe(true);
  });
});
