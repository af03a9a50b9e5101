import { describe, expect, it } from 'vitest';
import { isWholeNode, type QuerySpec, wholeNode, wireQuery } from '../tree/query.ts';
import { parseRestQuery, parseShallowQuery, type QueryProblem } from './restQuery.ts';

const wireOf = (query: QuerySpec | QueryProblem): unknown => {
  if ('problem' in query) throw new Error(query.problem);
  return wireQuery(query);
};

const params = (text: string): ReadonlyMap<string, string> => new Map(new URLSearchParams(text));

describe('parseRestQuery', () => {
  it.each([
    ['orderBy="$key"', { i: '.key' }],
    ['orderBy="$value"&equalTo=true', { sp: true, sin: true, ep: true, ein: true, i: '.value' }],
    ['orderBy="$priority"&limitToLast=2', { l: 2, vf: 'r' }],
    ['orderBy="v"&startAt=1&limitToFirst=2', { sp: 1, sin: true, l: 2, vf: 'l', i: 'v' }],
    ['orderBy="v/w"&startAfter=1', { sp: 1, sn: '[MAX_NAME]', sin: false, i: 'v/w' }],
    ['orderBy="v"&startAfter=1,"k"', { sp: 1, sn: 'k', sin: false, i: 'v' }],
    // So the SDK asks for what comes after a value and before one, when it asks over REST.
    ['orderBy="v"&startAfter=1,"[MAX_NAME]"', { sp: 1, sn: '[MAX_NAME]', sin: false, i: 'v' }],
    ['orderBy="v"&endBefore=1,"[MIN_NAME]"', { ep: 1, en: '[MIN_NAME]', ein: false, i: 'v' }],
    ['orderBy="v"&endBefore="m"', { ep: 'm', en: '[MIN_NAME]', ein: false, i: 'v' }],
    [
      'orderBy="v"&equalTo="s","key"',
      { sp: 's', sn: 'key', sin: true, ep: 's', en: 'key', ein: true, i: 'v' },
    ],
    ['orderBy="v"&startAt="a"&endAt="b"', { sp: 'a', sin: true, ep: 'b', ein: true, i: 'v' }],
    ['orderBy="v"&equalTo=null', { sp: null, sin: true, ep: null, ein: true, i: 'v' }],
    ['orderBy="$key"&startAfter="5"&endBefore="9"', { sp: '5', sin: false, ep: '9', ein: false, i: '.key' }],
    ['orderBy="constructor"&equalTo=1', { sp: 1, sin: true, ep: 1, ein: true, i: 'constructor' }],
  ])('reads %s', (text, wire) => {
    expect(wireOf(parseRestQuery(params(text)))).toEqual(wire);
  });

  it('is the whole location without any parameter of a query', () => {
    expect(parseRestQuery(params('print=pretty&shallow=true&ns=x'))).toBe(wholeNode);
  });

  it.each([
    ['limitToFirst=1', 'orderBy must be defined when other query parameters are defined'],
    ['startAt="a"', 'orderBy must be defined when other query parameters are defined'],
    ['orderBy=v', 'orderBy must be a valid JSON encoded path'],
    ['orderBy=5', 'orderBy must be a valid JSON encoded path'],
    ['orderBy=""', 'orderBy must be a valid JSON encoded path'],
    ['orderBy="$nonsense"', 'orderBy must be a valid JSON encoded path'],
    ['orderBy="a.b"', 'orderBy must be a valid JSON encoded path'],
    ['orderBy=', 'orderBy must be a valid JSON encoded path'],
    ['orderBy="v"&startAt={"a":1}', 'Constraint index field must be a JSON primitive'],
    ['orderBy="v"&startAt=[1]', 'Constraint index field must be a JSON primitive'],
    ['orderBy="v"&endAt=abc', 'Constraint index field must be a JSON primitive'],
    ['orderBy="v"&endAt=', 'Constraint index field must be a JSON primitive'],
    ['orderBy="v"&endAt=1,"a",2', 'Constraint index field must be a JSON primitive'],
    ['orderBy="v"&endAt=1],[2', 'Constraint index field must be a JSON primitive'],
    ['orderBy="v"&equalTo=1,2', 'Constraint key field must be a valid key name'],
    ['orderBy="v"&startAt=1,"a.b"', 'Constraint key field must be a valid key name'],
    ['orderBy="v"&endAt=1,""', 'Constraint key field must be a valid key name'],
    ['orderBy="v"&equalTo=1&startAt=1', 'equalTo cannot be specified in addition to startAt or endAt'],
    ['orderBy="v"&startAfter=1&startAt=1', 'Only one of startAt and startAfter may be specified'],
    ['orderBy="v"&endBefore=1&endAt=1', 'Only one of endAt and endBefore may be specified'],
    ['orderBy="$key"&startAt=5', 'Provided key index type is invalid, must be string'],
    ['orderBy="$key"&equalTo=null', 'Provided key index type is invalid, must be string'],
    [
      'orderBy="$key"&startAt="a","b"',
      'startAt takes no second key when orderBy is "$key": the key is all there is to compare',
    ],
    ['orderBy="v"&limitToFirst=0', 'limitToFirst must be positive'],
    ['orderBy="v"&limitToLast=-1', 'limitToLast must be positive'],
    ['orderBy="v"&limitToFirst=1.5', 'limitToFirst must be an integer'],
    ['orderBy="v"&limitToFirst=99999999999999999999', 'limitToFirst must be an integer'],
    ['orderBy="v"&limitToFirst=', 'limitToFirst must be an integer'],
    ['orderBy="v"&limitToFirst=1&limitToLast=1', 'Only one of limitToFirst and limitToLast may be specified'],
  ])('refuses %s', (text, problem) => {
    expect(parseRestQuery(params(text))).toEqual({ problem });
  });
});

describe('parseShallowQuery', () => {
  it.each([
    ['limitToFirst=1', { l: 1, vf: 'l', i: '.key' }],
    ['limitToFirst=50&orderBy=someKey&startAfter=12', { sp: '12', sin: false, l: 50, vf: 'l', i: '.key' }],
    ['startAfter="quoted"', { sp: 'quoted', sin: false, i: '.key' }],
    ['startAt=true', { sp: 'true', sin: true, i: '.key' }],
  ])('reads %s', (text, wire) => {
    expect(wireOf(parseShallowQuery(params(text)))).toEqual(wire);
  });

  it('is everything without a bound', () => {
    const query = parseShallowQuery(params(''));
    expect('problem' in query ? query : isWholeNode(query)).toBe(true);
  });
});
