import { describe, expect, it } from 'vitest';
import { openRules, parseRules } from './ruleSet.ts';
import { mayRead, mayWrite, pathOf, problemOf, rulesOf } from './ruleTesting.ts';

const invalidRule = "Invalid rule expression.  Expected 'true', 'false', or an expression string.";
const invalidIndex = 'Invalid indexOn expression. Must be either a string or an array of strings';
const badKey = 'String can\'t contain ".", "#", "$", "/", "[", or "]"';

describe('Uploading rules', () => {
  it.each([
    [
      'two wildcards side by side',
      '{"rules":{"a":{"$x":{},"$y":{}}}}',
      "1:24: Cannot have multiple default rules ('$x' and '$y').\n",
    ],
    ['an unknown rule with a string', '{"rules":{".valdiate":"true"}}', "1:23: Expected '{'.\n"],
    ['an unknown rule with an object', '{"rules":{".valdiate":{}}}', `1:11: ${badKey}\n`],
    ['a child that is a string', '{"rules":{"b":"true"}}', "1:15: Expected '{'.\n"],
    ['a child that is true', '{"rules":{"b":true}}', "1:15: Expected '{'.\n"],
    ['rules that are no object', '{"rules":true}', "1:10: Expected '{'.\n"],
    ['rules twice', '{"rules":{},"rules":{}}', "1:13: Expected 'rules' property.\n"],
    ['something beside the rules', '{"rules":{},"x":{}}', "1:13: Expected 'rules' property.\n"],
    ['a number as a rule', '{"rules":{".read":1}}', `1:19: ${invalidRule}\n`],
    ['an object as a rule', '{"rules":{".write":{"x":1}}}', `1:20: ${invalidRule}\n`],
    ['null as a rule', '{"rules":{".validate":null}}', `1:23: ${invalidRule}\n`],
    ['a number as an index', '{"rules":{".indexOn":5}}', `1:22: ${invalidIndex}\n`],
    ['an object as an index', '{"rules":{".indexOn":{}}}', `1:22: ${invalidIndex}\n`],
    ['a list with a number as an index', '{"rules":{".indexOn":["a",1]}}', `1:22: ${invalidIndex}\n`],
    ['# in a key', '{"rules":{"a#b":{}}}', `1:11: ${badKey}\n`],
    ['$ inside a key', '{"rules":{"a$b":{}}}', `1:11: ${badKey}\n`],
    ['a dot in a wildcard', '{"rules":{"$a.b":{}}}', `1:11: ${badKey}\n`],
    ['a path as a key', '{"rules":{"a/b":{}}}', `1:11: ${badKey}\n`],
    [
      'an empty key',
      '{"rules":{"":{}}}',
      '1:11: Invalid key: a key is empty: keys need at least one character.\n',
    ],
    [
      'one variable twice on a path',
      '{"rules":{"$a":{"b":{"$a":{}}}}}',
      "1:22: The variable '$a' is already defined further up this path.\n",
    ],
    ['one rule twice', '{"rules":{".read":true,".read":false}}', "1:24: Duplicate key '.read'.\n"],
    ['one child twice', '{"rules":{"a":{},"a":{}}}', "1:18: Duplicate key 'a'.\n"],
    ['an unknown variable', '{"rules":{".read":"tr","\\u0024x":{}}}', "1:20: Unknown variable 'tr'.\n"],
    [
      'the variable of a neighbour',
      '{"rules":{"a":{"$one":{}},"b":{".read":"$one == \'\'"}}}',
      "1:41: Unknown variable '$one'.\n",
    ],
    ['an empty expression', '{"rules":{".read":""}}', '1:20: Unexpected end of expression.\n'],
  ])('refuses %s', (_what, text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it('reports every mistake of a file, in order, each on a line of its own', () => {
    const text = [
      '{',
      '  "rules": {',
      '    ".read": "tr",',
      '    "a.b": {},',
      '    "rooms": { // the rooms',
      '      ".indexOn": 1,',
      '      "$room": { ".write": "auth.uid" , ".validate": "newData.isArray() || x"},',
      '      "$other": {}',
      '    },',
      '    ".write": "a &&"',
      '  },',
      '  "more": 1',
      '}',
    ].join('\n');
    expect(problemOf(text)).toBe(
      [
        "3:15: Unknown variable 'tr'.",
        `4:5: ${badKey}`,
        `6:19: ${invalidIndex}`,
        '7:29: Expression must evaluate to a boolean.',
        "7:55: No such method/property 'isArray'.",
        "8:7: Cannot have multiple default rules ('$room' and '$other').",
        '10:20: Unexpected end of expression.',
        "12:3: Expected 'rules' property.",
        '',
      ].join('\n'),
    );
  });

  it('stops listing after a hundred', () => {
    const many = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`k${index}`, { '.read': 'x' }]),
    );
    const lines = problemOf(JSON.stringify({ rules: many }, null, 1)).split('\n');
    expect(lines).toHaveLength(102);
    expect(lines[100]).toMatch(/^\d+:\d+: 900 more problems from here on are not shown\.$/);
  });

  it.each([
    ['an unknown name', 'x'.repeat(1_000_000), /^1:20: Unknown variable 'x+…\n$/],
    ['opening brackets', '('.repeat(1_000_000), /^1:270: Expression is nested too deeply/],
    ['prefix operators', '!'.repeat(1_000_000), /^1:270: Expression is nested too deeply/],
    ['backslashes', '\\\\'.repeat(500_000), /^1:20: illegal character\n$/],
    ['quotes', "'".repeat(1_000_000), /^1:22: missing ; before statement\n$/],
    ['slashes', `/${'a/'.repeat(500_000)}`, /^1:20: /],
  ])('answers a megabyte of %s with one short problem', (_what, expression, problem) => {
    const answer = problemOf(`{"rules":{".read":"${expression}"}}`);
    expect(answer).toMatch(problem);
    expect(answer.length).toBeLessThan(600);
  });

  it('keeps the text byte for byte, and has it as strict JSON too', () => {
    const text =
      '{ // a\n"rules":{"__proto__":{".read":"\\u0074rue",},"constructor":{".indexOn":["a",]},"$x":{".write":false}} }\n';
    const rules = rulesOf(text);
    expect(rules.text).toBe(text);
    expect(JSON.stringify(rules.json)).toBe(
      '{"rules":{"__proto__":{".read":"true"},"constructor":{".indexOn":["a"]},"$x":{".write":false}}}',
    );
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '😀', 'a b', 'é', 'x'.repeat(750)])(
    'treats %s as a key like any other',
    (key) => {
      const rules = rulesOf(`{"rules":{"a":{"${key}":{".read":true},"$x":{".read":"$x == 'other'"}}}}`);
      expect(mayRead(rules, `a/${key}`)).toBe(true);
      expect(mayRead(rules, 'a/other')).toBe(true);
      expect(mayRead(rules, 'a/valueOf')).toBe(false);
      const wild = rulesOf(`{"rules":{"$${key}":{".read":true}}}`);
      expect(mayRead(wild, key)).toBe(true);
    },
  );

  it('has open rules until others are uploaded', () => {
    const rules = openRules();
    expect(rules.text).toBe('{\n    "rules": {\n        ".read": true,\n        ".write": true\n    }\n}');
    expect(rules.json).toEqual({ rules: { '.read': true, '.write': true } });
    expect([mayRead(rules, 'a'), mayWrite(rules, {}, { a: 1 }, null)]).toEqual([true, true]);
  });

  it('takes rules without any rule, and then nothing is allowed', () => {
    const none = rulesOf({});
    expect([mayRead(none, ''), mayRead(none, 'a'), mayWrite(none, {}, { a: 1 })]).toEqual([
      false,
      false,
      false,
    ]);
    expect(mayWrite(none, { a: 1 }, { a: null })).toBe(false);
  });

  it('takes a file of a megabyte', () => {
    const rules = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [
        `k${index}`,
        { '.read': `auth.uid == '${'u'.repeat(80)}'` },
      ]),
    );
    expect('problem' in parseRules(JSON.stringify({ rules }))).toBe(false);
  });
});

describe('.indexOn', () => {
  const rules = rulesOf({
    '.indexOn': '.value',
    users: { '.indexOn': ['name', 'address/city'], $uid: { '.indexOn': 'x' }, ana: {} },
  });

  it.each([
    ['', ['.value']],
    ['users', ['name', 'address/city']],
    ['users/bob', ['x']],
    ['users/ana', []],
    ['users/bob/deeper', []],
    ['none', []],
    ['constructor', []],
  ])('at /%s is %j', (path, indexes) => {
    expect(rules.indexesAt(pathOf(path))).toEqual(indexes);
  });
});
