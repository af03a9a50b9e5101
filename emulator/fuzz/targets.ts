import { parseCredential } from '../src/auth/identity.ts';
import { Databases } from '../src/engine/databases.ts';
import type { Database } from '../src/engine/database.ts';
import { defaultLimits } from '../src/limits.ts';
import { parseCommandLine } from '../src/commandLine.ts';
import { namespaceOf } from '../src/namespace.ts';
import { handle } from '../src/rest/handle.ts';
import { authorizeRead, authorizeWrite } from '../src/security/authorize.ts';
import { explainRead, explainWrite } from '../src/security/explain.ts';
import { parsePattern } from '../src/security/pattern.ts';
import { matcherOf } from '../src/security/patternMatcher.ts';
import { parseRules } from '../src/security/ruleSet.ts';
import { isDataProblem } from '../src/tree/dataProblem.ts';
import { hashOf } from '../src/tree/hash.ts';
import { fromJson, type Json, toJson } from '../src/tree/json.ts';
import { type Node, withNodeAt } from '../src/tree/node.ts';
import { wholeNode } from '../src/tree/query.ts';
import { SegmentJoiner, segmentsOf } from '../src/wire/segments.ts';
import { journal } from './journalTarget.ts';
import { insist, type Target } from './target.ts';
import { wireTargets } from './wireTargets.ts';

const clock = { now: () => 1_700_000_000_000 };
const limits = { ...defaultLimits, namespaces: 8 };

const newDatabases = (): Databases => new Databases({ clock, limits, log: () => {} });

const open = (databases: Databases, namespace: string): Database => {
  const database = databases.open(namespace);
  if ('problem' in database) throw new Error(database.problem);
  return database;
};

const parseJson = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
};

const stored = {
  users: { ana: { name: 'Ana', age: 7, tags: ['a', 'b'] }, __proto__x: true },
  rooms: { lobby: { '.priority': 1, open: true, text: 'Hello' } },
};

const nodeOf = (value: unknown): Node => {
  const node = fromJson(value);
  if (isDataProblem(node)) throw new Error(node.problem);
  return node;
};

const jsonTree: Target = {
  name: 'JSON as a tree',
  seeds: [
    JSON.stringify(stored),
    '[1,null,"x",[true]]',
    '{".value":1,".priority":"p"}',
    '{"a":{"b":{"c":-0.5e-7}}}',
  ],
  dictionary: [
    '{',
    '}',
    '[',
    ']',
    '"a":',
    ',',
    '":',
    '{"a":',
    '".priority":',
    '".value":',
    '1',
    '"x"',
    '{".sv":"timestamp"}',
  ],
  try: (input) => {
    const json = parseJson(input);
    if (json === undefined) return 'no JSON';
    const node = fromJson(json.value);
    if (isDataProblem(node)) return node.problem;
    const again = fromJson(toJson(node, 'wire'));
    insist(!isDataProblem(again), 'what was printed cannot be read');
    insist(hashOf(again as Node) === hashOf(node), 'what was printed and read is another value');
    for (const form of ['plain', 'export', 'trigger'] as const) JSON.stringify(toJson(node, form));
    const exported = fromJson(toJson(node, 'export'));
    insist(!isDataProblem(exported) && hashOf(exported) === hashOf(node), 'an export does not round-trip');
    return `${node.kind} ${JSON.stringify(toJson(node, 'plain'))
      .replaceAll(/[^[\]{}]/g, '')
      .slice(0, 12)}`;
  },
};

type Leaf = readonly [path: string, value: string];

const inOrder = (leaves: readonly Leaf[]): readonly Leaf[] =>
  leaves.toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));

/** What a tree comes to, told by a plain map of its leaves. */
class Model {
  #leaves = new Map<string, string>();

  set(path: readonly string[], value: unknown): void {
    const at = path.join('/');
    for (const leaf of this.#leaves.keys()) {
      // What stands there goes, and so does a leaf above: a location has a value or children.
      const isThere = leaf === at || leaf.startsWith(at === '' ? '' : `${at}/`);
      const isAbove = value !== null && (at.startsWith(`${leaf}/`) || leaf === '');
      if (isThere || isAbove) this.#leaves.delete(leaf);
    }
    if (value !== null) this.#leaves.set(at, JSON.stringify(value));
  }

  get leaves(): readonly Leaf[] {
    return inOrder([...this.#leaves]);
  }
}

const leavesOf = (json: Json, at = ''): readonly Leaf[] =>
  typeof json !== 'object' || json === null
    ? [[at, JSON.stringify(json)]]
    : Object.entries(json).flatMap(([key, inner]) => leavesOf(inner, at === '' ? key : `${at}/${key}`));

/** Lines of `path value`, all in one tree. */
const treeOperations: Target = {
  name: 'writes to a tree, beside a model of it',
  seeds: [
    'a/b 1\na "x"\na/b/c true\na null',
    '0 1\n1 2\n00 3\na/0 4\na/1 5\n null',
    '__proto__/a 1\nconstructor 2\n__proto__ null',
  ],
  dictionary: ['\n', ' ', '/', 'a', 'b', 'a/b', 'a/b/c', '0', '10', 'null', '1', '"x"', '__proto__'],
  try: (input) => {
    const database = open(newDatabases(), 'demo');
    const model = new Model();
    let outcome = '';
    for (const line of input.split('\n').slice(0, 60)) {
      const [place = '', text = ''] = line.split(' ');
      const json = parseJson(text);
      if (json === undefined || (typeof json.value === 'object' && json.value !== null)) continue;
      const path = place.split('/').filter((key) => key !== '');
      if (path.includes('.priority')) continue;
      const value = typeof json.value === 'string' ? json.value.toWellFormed() : json.value;
      const written = database.set({ kind: 'admin' }, path, value);
      if (written.ok) model.set(path, value);
      outcome += written.ok ? typeof value : written.message.slice(0, 20);
    }
    const { root } = database;
    const found = root.kind === 'empty' ? [] : inOrder(leavesOf(toJson(root, 'trigger')));
    insist(JSON.stringify(found) === JSON.stringify(model.leaves), 'the tree and its model differ');
    return outcome.slice(0, 80);
  },
};

const restMethods = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'];

/** A request as HTTP writes it, without its version. */
const rest: Target = {
  name: 'REST requests',
  seeds: [
    'GET /.json?ns=demo',
    'PUT /users/ana.json?ns=demo&print=silent\nauthorization: Bearer owner\n\n{"name":"Ana"}',
    'PATCH /rooms.json?ns=demo\nauthorization: Bearer owner\n\n{"lobby/open":null,"hall":{".sv":"timestamp"}}',
    'POST /rooms.json?ns=demo&access_token=owner\nx-http-method-override: PUT\n\n[1,2]',
    'GET /users.json?orderBy="age"&startAt=1,"k"&limitToFirst=2&format=export&auth=owner',
    'GET /users.json?shallow=true&limitToFirst=1&startAfter=ana\nx-firebase-etag: true\nif-none-match: null_etag',
    'DELETE /users/ana.json?ns=other\nif-match: null_etag\nauthorization: Bearer owner',
    'PUT /.settings/rules.json?ns=demo&dryRun=true\nauthorization: Bearer owner\n\n{"rules":{".read":"auth.uid == 1"}}',
    'POST /.settings/functionTriggers.json?ns=demo\nauthorization: Bearer owner\n\n{"name":"projects/p/locations/_/functions/us-central1-f-0","path":"/users/{id}","event":"providers/google.firebase.database/eventTypes/ref.write","topic":"projects/p/topics/us-central1-f-0"}',
    'GET /.inspect/denials.json?ns=demo\nauthorization: Bearer owner',
    'POST /a/.upload?ns=demo&access_token=owner\ncontent-type: multipart/form-data; boundary=x\n\n--x\r\nContent-Disposition: form-data; name="myFile"\r\n\r\n{"a":1}\r\n--x--',
    'GET /a%2Fb/c.json?callback=f&download=x&timeout=3s&auth_variable_override={"uid":"a"}\nhost: demo.localhost:9000',
  ],
  dictionary: [
    ...restMethods.map((method) => `${method} /`),
    '.json',
    '?ns=',
    '&orderBy="$key"',
    '&orderBy="$value"',
    '&equalTo=',
    '&startAt=',
    '&endBefore=',
    '&limitToLast=2',
    '&shallow=true',
    '&print=pretty',
    '&writeSizeLimit=tiny',
    '&auth=e30.e30.',
    '\nauthorization: Bearer owner',
    '\nif-match: *',
    '\n\n',
    '{"a":1}',
    '%00',
    '+',
    '"',
  ],
  try: (input) => {
    const end = input.indexOf('\n\n');
    const [head, body] = end < 0 ? [input, ''] : [input.slice(0, end), input.slice(end + 2)];
    const [line = '', ...headerLines] = head.split('\n');
    const space = line.indexOf(' ');
    const headers: Record<string, string> = { host: '127.0.0.1:9000' };
    for (const each of headerLines) {
      const colon = each.indexOf(':');
      if (colon > 0) headers[each.slice(0, colon).toLowerCase()] = each.slice(colon + 1).trim();
    }
    const [method, url] = [line.slice(0, Math.max(0, space)), line.slice(space + 1)];
    const response = handle({ method, url, headers, body }, restDatabases);
    const { status } = response;
    // 503 is one database too many.
    insist((status >= 200 && status < 500) || status === 503, `the status is ${status}`);
    // As Node does when they are sent.
    for (const [name, value] of Object.entries(response.headers)) {
      insist(
        /^[\w-]+$/.test(name) && !/[^\t\x20-\x7e\x80-\xff]/.test(value),
        `the header ${name} is ${value}`,
      );
    }
    refreshRest();
    return `${method} ${status} ${response.body.slice(0, 60)}`;
  },
};

/** Kept over many requests, as a client would find it; begun anew before it grows. */
let restDatabases = newDatabases();
let restRequests = 0;
const refreshRest = (): void => {
  restRequests += 1;
  if (restRequests % 200 !== 1) return;
  restDatabases = newDatabases();
  const database = open(restDatabases, 'demo');
  database.set({ kind: 'admin' }, [], stored);
  database.loadRules(
    '{"rules":{"users":{".indexOn":"age",".read":true,"$uid":{".write":"auth.uid === $uid"}}}}',
  );
};
refreshRest();

const data = nodeOf(stored);
const after = withNodeAt(data, ['users', 'ana', 'name'], nodeOf('Bob'));

const ruleWords = [
  'auth',
  'auth.uid',
  'auth.token.x',
  'now',
  'root',
  'data',
  'newData',
  'query.limitToFirst',
  '$uid',
  '.val()',
  '.child(',
  ".child('a/b')",
  '.parent()',
  '.exists()',
  '.isString()',
  ".hasChildren(['a'])",
  '.getPriority()',
  '.length',
  '.contains(',
  '.replace(',
  '.matches(/^a+$/i)',
  '.toLowerCase()',
  ' && ',
  ' || ',
  ' ? ',
  ' : ',
  ' === ',
  ' != ',
  ' < ',
  ' + ',
  ' % ',
  '!',
  '-',
  '(',
  ')',
  "'x'",
  '1',
  'null',
  'true',
];

const tryRules = (text: string): string => {
  const rules = parseRules(text);
  if ('problem' in rules) {
    insist(/^\d+:\d+: [^]*\n$/.test(rules.problem), `a problem without its place: ${rules.problem}`);
    return rules.problem.slice(rules.problem.indexOf(' '), 60);
  }
  insist(rules.text === text, 'the text is not what was given');
  let outcome = String(JSON.stringify(rules.json).length > 100);
  for (const auth of [null, { uid: 'ana', token: { x: [1, { y: null }] } }]) {
    for (const path of [[], ['users', 'ana', 'name'], ['users', '__proto__', 'x']]) {
      const read = { root: data, path, query: wholeNode, viaRest: false, auth, nowMs: clock.now() };
      outcome += authorizeRead(rules, read).allowed;
      outcome += explainRead(rules, read)
        .steps.map(({ error }) => error ?? '')
        .join();
      rules.indexesAt(path);
    }
    const write = { before: data, after, writes: [['users', 'ana', 'name']], auth, nowMs: clock.now() };
    outcome += authorizeWrite(rules, write).allowed;
    outcome += explainWrite(rules, write)
      .steps.map(({ error }) => error ?? '')
      .join();
  }
  return outcome;
};

const rulesFile: Target = {
  name: 'rules files',
  seeds: [
    '{"rules":{".read":true,"users":{"$uid":{".write":"auth.uid === $uid",".validate":"newData.isString()",".indexOn":["age",".value"]}}}}',
    '// open\n{ "rules": { /* all */ ".read": "auth != null", "$a": { "$b": { ".write": "root.child($a + \'/\' + $b).exists()" } }, }, }',
    '{"rules":{"a":{".validate":"newData.val().matches(/^[a-z]{1,3}(b|c)*$/) && now > 1"}}}',
  ],
  dictionary: [
    ...ruleWords,
    '{',
    '}',
    '"rules":',
    '".read":',
    '".write":',
    '".validate":',
    '".indexOn":',
    '"$x":',
    '"a":',
    ',',
    ':',
    '"',
    '//',
    '/*',
    '*/',
    '\\u0041',
    '\t',
  ],
  try: tryRules,
};

const expression: Target = {
  name: 'expressions of rules',
  seeds: [
    'auth != null && auth.uid === $uid',
    "newData.child('a').val() === data.child('b').val() || !data.exists()",
    "root.child('users/' + auth.uid + '/name').val().toLowerCase().contains('a') ? now % 2 === 0 : query.limitToFirst <= 5",
    "newData.hasChildren(['name', 'age']) && newData.parent().parent().getPriority() === null",
    "$uid.replace('a', 'b').length < 3 && data.val().matches(/^(a|b)*c{2,3}$/i)",
    "auth.token['x'] == -1.5e3 + 2 * (3 - 4) / 0",
  ],
  dictionary: ruleWords,
  try: (input) => {
    const text = JSON.stringify({
      rules: { $uid: { $name: { '.read': input, '.write': input, '.validate': input } } },
    });
    return tryRules(text);
  },
};

const subjects = ['', 'a', 'ab', 'aab\n', 'ABC', '0_ ', '😀', '\ud83d', 'b'.repeat(30), `${'a'.repeat(30)}b`];

/** An escaped letter is that letter here, and the anchors at the ends hold for all alternatives: in JavaScript neither is so. */
const isReadOtherwise = (source: string): boolean =>
  /\\(?![dswDSW])[A-Za-z0-9]/.test(source) || (/^\^|\$$/.test(source) && outermost(source).includes('|'));

/** What stands in no group and no set. */
const outermost = (source: string): string => {
  const flat = source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '');
  const next = flat.replace(/\([^()]*\)/g, '');
  return next === flat ? flat : outermost(next);
};

const pattern: Target = {
  name: 'regular expressions of rules',
  seeds: ['^[a-z0-9_]{1,20}$', '(a|b)*c+', '^(ab|cd)?.\\s\\W[^\\d\\]]$', 'a{2}b{3,}', '[A-Z-]\\t?'],
  dictionary: [
    '(',
    ')',
    '[',
    ']',
    '[^',
    '{',
    '}',
    '{1,3}',
    '{1000}',
    '*',
    '+',
    '?',
    '|',
    '^',
    '$',
    '.',
    '\\',
    '\\d',
    '\\S',
    '-',
    'a',
    'é',
    '\\u',
  ],
  try: (input) => {
    let outcome = '';
    const choices = input.match(/[*+?{|]/g)?.length ?? 0;
    for (const flags of ['', 'i']) {
      const parsed = parsePattern(input, flags);
      if (!parsed.ok) return parsed.problem.message;
      const matcher = matcherOf({ kind: 'regex', offset: 0, source: input, flags } as never);
      if (!matcher.ok) continue;
      for (const subject of subjects) {
        const found = matcher.value(subject);
        outcome += found;
        // Where JavaScript would try for ever, there is nothing to compare with.
        if (subject.length > 6 || choices > 6 || isReadOtherwise(input)) continue;
        const expected = new RegExp(input, flags).test(subject);
        insist(found === expected, `${JSON.stringify(subject)} is ${found ? '' : 'not '}matched`);
      }
    }
    return outcome + /[[({|*+?]/.exec(input)?.[0];
  },
};

const tokenSeeds = [
  { sub: 'ana', iat: 0, exp: 3600, firebase: { sign_in_provider: 'custom', identities: {} } },
  { v: 0, d: { uid: 'ana', admin: true }, iat: 1 },
  { user_id: 7, admin: true, email: null },
];

const token: Target = {
  name: 'auth tokens',
  seeds: tokenSeeds.map((claims) => JSON.stringify(claims)),
  dictionary: [
    '{',
    '}',
    '[',
    '"sub":',
    '"user_id":',
    '"v":0',
    '"d":',
    '"admin":true',
    '"firebase":',
    '"exp":',
    ',',
    '"x"',
    'null',
  ],
  try: (input) => {
    let outcome = '';
    const wrapped = `e30.${Buffer.from(input).toString('base64url')}.`;
    for (const cred of [input, wrapped]) {
      for (const via of ['auth', 'gauth', 'rest'] as const) {
        const identity = parseCredential(cred, via);
        insist('problem' in identity || 'kind' in identity, 'it is neither an identity nor a problem');
        outcome += Object.keys('auth' in identity ? (identity.auth ?? identity) : identity).join();
        JSON.stringify(identity);
      }
      const json = parseJson(input);
      if (json !== undefined) parseCredential('owner', 'gauth', { authvar: json.value as Json });
    }
    return outcome;
  },
};

const longPoll: Target = {
  name: 'parameters of long polls',
  seeds: [
    'seg0=0&ts0=1&d0=eyJ0IjoiYyJ9',
    'seg0=1&ts0=2&d0=YWI.&seg1=0&ts1=2&d1=Yw..',
    'id=1&pw=x&ser=3&ns=demo',
  ],
  dictionary: [
    '&',
    '=',
    'seg0=',
    'seg1=',
    'ts0=',
    'd0=',
    'd1=',
    '0',
    '999999999',
    '.',
    '-_',
    'eyJ0IjoiYyJ9',
    '&seg2=2&ts2=1&d2=',
  ],
  try: (input) => {
    const joiner = new SegmentJoiner(10_000);
    let outcome = '';
    for (const query of [input, input, input.split('').toReversed().join('')]) {
      const segments = segmentsOf(new URLSearchParams(query));
      if ('problem' in segments) return segments.problem;
      const joined = joiner.take(segments);
      outcome += joined.kind + (joined.kind === 'messages' ? joined.texts.length : '');
    }
    return outcome;
  },
};

const names: Target = {
  name: 'names of databases and words of the command line',
  seeds: ['demo', 'demo.localhost:9000', '--port 9000 --rules=x', 'exec -- a', '-jar x -Dy=z --host ::1'],
  dictionary: ['--', '=', ' ', '--port', '--host', '-jar', '.', '-version', '.firebaseio.com', ':'],
  try: (input) => {
    const name = namespaceOf(null, input);
    insist(typeof name !== 'string' || /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name), `${input} is a name`);
    const command = parseCommandLine(input.split(' '));
    insist(command.kind !== 'start' || command.port <= 65_535, 'the port is none');
    return command.kind + (command.kind === 'invalid' ? command.problem.slice(0, 20) : '') + typeof name;
  },
};

export const targets: readonly Target[] = [
  jsonTree,
  treeOperations,
  rest,
  rulesFile,
  expression,
  pattern,
  token,
  longPoll,
  names,
  journal,
  ...wireTargets,
];
