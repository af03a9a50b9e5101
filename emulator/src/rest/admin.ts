import { coverageOf } from '../coverage/coverage.ts';
import { coverageHeaders, coveragePage } from '../coverage/page.ts';
import { wordsFor } from '../coverage/words.ts';
import type { Database } from '../engine/database.ts';
import { parseRules } from '../security/ruleSet.ts';
import type { Json } from '../tree/json.ts';
import { parseBody } from './body.ts';
import type { Call } from './call.ts';
import { headerOf, methodOf, type Target, textOf } from './request.ts';
import { permissionDenied, respond, respondError, respondJson, type RestResponse } from './response.ts';

/** Whether a request is about the emulator and not about data. */
export const isAdminPath = ({ segments: [first] }: Target): boolean =>
  first === '.settings' || first === '.inspect';

/** Answers what the tools around the emulator ask: rules and their coverage, function triggers, lists of databases and of denials. */
export const handleAdmin = (call: Call): RestResponse => {
  const route = routes.get(call.target.segments.join('/'));
  if (route === undefined) {
    return respondError(
      404,
      `There is nothing here. Try one of ${[...routes.keys()].map((path) => `/${path}`).join(', ')}.`,
    );
  }
  const asked = methodOf(call);
  const method = asked === 'HEAD' ? 'GET' : asked;
  const handler = route.methods.get(method);
  if (handler === undefined) {
    const allowed = [...route.methods.keys()].join(', ');
    return respondError(405, `Unsupported method: use ${allowed}.`, { Allow: allowed });
  }
  return route.isPublic || call.identity.kind === 'admin' ? handler(call) : permissionDenied;
};

type AdminHandler = (call: Call) => RestResponse;

interface Route {
  /** The Emulator UI lists databases without a credential. */
  readonly isPublic: boolean;
  readonly methods: ReadonlyMap<string, AdminHandler>;
}

const withDatabase =
  (answer: (database: Database, call: Call) => RestResponse): AdminHandler =>
  (call) => {
    const database = call.databases.open(call.namespace);
    return 'problem' in database ? respondError(503, database.problem) : answer(database, call);
  };

/** The rules as they were uploaded, comments and all; or as strict JSON. */
const readRules = withDatabase(({ rules }, { target }) =>
  target.params.get('format') === 'strict' ? respondJson(200, rules.json) : respond(200, rules.text),
);

const writeRules = withDatabase((database, { request, target, databases }) => {
  const { rulesBytes } = databases.limits;
  const text = textOf(request);
  if (text === undefined) return respondError(400, 'Invalid rules: the body is not UTF-8 text.');
  if (Buffer.byteLength(text) > rulesBytes) {
    return respondError(400, `Invalid rules: they are longer than ${rulesBytes} bytes.`);
  }
  const problem = target.params.get('dryRun') === 'true' ? problemIn(text) : problemOfLoading(database, text);
  return problem === undefined ? respondJson(200, { status: 'ok' }) : respondError(400, problem);
});

const problemIn = (text: string): string | undefined => {
  const rules = parseRules(text);
  return 'problem' in rules ? rules.problem : undefined;
};

const problemOfLoading = (database: Database, text: string): string | undefined => {
  const loaded = database.loadRules(text);
  return loaded.ok ? undefined : loaded.problem;
};

/** Any error makes firebase-tools give up on the functions, so only what could never be called is one. */
const registerTriggers: AdminHandler = ({ request, namespace, databases }) => {
  const body = parseBody(request);
  if ('response' in body) return body.response;
  for (const trigger of (Array.isArray(body.value) ? body.value : [body.value]) as readonly Json[]) {
    const registered = databases.triggers.register({ namespace, body: trigger });
    if (!registered.ok) return respondError(400, registered.problem);
  }
  return respondJson(200, {});
};

const listDatabases: AdminHandler = ({ databases }) =>
  respondJson(
    200,
    databases.names().map((name) => ({ name })),
  );

/** What the parts of the rules came to, as data and as a page: the service's emulator shows both to whoever asks. */
const tellCoverage = withDatabase(({ rules }) => respond(200, JSON.stringify(coverageOf(rules))));

const showCoverage = withDatabase(({ rules, namespace }, { request, target }) => {
  const words = wordsFor(target.params.get('lang'), headerOf(request, 'accept-language'));
  return respond(200, coveragePage(namespace, coverageOf(rules), words), coverageHeaders);
});

const listDenials = withDatabase(({ denials }) => respond(200, JSON.stringify(denials.entries(), null, 2)));

const routes: ReadonlyMap<string, Route> = new Map<string, Route>([
  [
    '.settings/rules.json',
    {
      isPublic: false,
      methods: new Map([
        ['GET', readRules],
        ['PUT', writeRules],
      ]),
    },
  ],
  [
    '.settings/functionTriggers.json',
    {
      isPublic: false,
      methods: new Map([
        ['POST', registerTriggers],
        ['PUT', registerTriggers],
      ]),
    },
  ],
  ['.inspect/databases.json', { isPublic: true, methods: new Map([['GET', listDatabases]]) }],
  ['.inspect/coverage.json', { isPublic: true, methods: new Map([['GET', tellCoverage]]) }],
  ['.inspect/coverage', { isPublic: true, methods: new Map([['GET', showCoverage]]) }],
  ['.inspect/denials.json', { isPublic: false, methods: new Map([['GET', listDenials]]) }],
]);
