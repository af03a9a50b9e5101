import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Database } from '../engine/database.ts';
import type { Databases } from '../engine/databases.ts';
import { namespaceOf } from '../namespace.ts';
import { readBody } from '../rest/readBody.ts';
import type { Json } from '../tree/json.ts';
import { childCount, emptyNode, nodeAt } from '../tree/node.ts';
import type { Wire } from '../wire/server.ts';
import type {
  ConnectionsAnswer,
  DatabaseFigures,
  EditAnswer,
  LiveAnswer,
  TreeAnswer,
  ValueAnswer,
} from './answers.ts';
import { connectionsOf } from './connections.ts';
import { editableText, Edits } from './edits.ts';
import type { History } from './history.ts';
import { parseEdit, parseTreeQuestion, parseValueQuestion } from './questions.ts';
import { placeIn } from './treePlaces.ts';

export interface ApiOptions {
  readonly databases: Databases;
  readonly wire: Pick<Wire, 'clients'>;
  readonly clock: Clock;
  readonly history: History;
}

/** A file goes through REST; this is what can be typed or pasted into the page. */
const questionBytes = 8 * 1024 * 1024;

/** No form and no image can send it, and no page of another origin may without being allowed to. */
const ownHeader = 'x-inspector';

interface Answer {
  readonly status: number;
  readonly value: Json;
}

/** What the inspector's page asks for. Whoever gets here has been let in by the gate. */
export class InspectorApi {
  readonly #options: ApiOptions;
  readonly #edits = new Edits();
  readonly #startedMs: number;

  constructor(options: ApiOptions) {
    this.#options = options;
    this.#startedMs = options.clock.now();
  }

  answer(name: string, request: IncomingMessage, response: ServerResponse): void {
    request.on('error', () => response.destroy());
    response.on('error', () => response.destroy());
    if (request.headers[ownHeader] === undefined) {
      request.resume();
      return send(
        response,
        problem(403, `Only the inspector's own page asks here, and says so with the header ${ownHeader}.`),
      );
    }
    void readBody(request, questionBytes).then((body) => {
      if (body === 'aborted') return;
      send(
        response,
        body === 'tooLarge'
          ? problem(
              413,
              `A question of the inspector has at most ${questionBytes} bytes: a file goes through REST.`,
            )
          : this.#answer(name, request, body.toString('utf8')),
      );
    });
  }

  #answer(name: string, { method, url = '' }: IncomingMessage, text: string): Answer {
    const parameters = new URLSearchParams(url.slice(url.indexOf('?') + 1));
    switch (`${method} ${name}`) {
      case 'GET live':
        return ok(this.#live(Number(parameters.get('since') ?? 0)));
      case 'GET connections':
        return ok(this.#connections(parameters.get('ns') ?? ''));
      case 'POST tree':
        return this.#asked(text, parseTreeQuestion, ({ ns, open }): TreeAnswer => {
          const root = this.#find(ns)?.root ?? emptyNode;
          return { places: open.map((place) => placeIn(root, place, place.version)) };
        });
      case 'POST value':
        return this.#asked(text, parseValueQuestion, ({ ns, path }): ValueAnswer => {
          const node = nodeAt(this.#find(ns)?.root ?? emptyNode, path);
          const shown = editableText(node);
          return shown === undefined ? { tooLarge: true } : { text: shown };
        });
      case 'POST edit':
        return this.#asked(text, parseEdit, (edit): EditAnswer => {
          const namespace = namespaceOf(edit.ns, undefined);
          const database =
            typeof namespace === 'string' ? this.#options.databases.open(namespace) : namespace;
          return 'problem' in database
            ? { ok: false, problem: 'data', detail: database.problem }
            : this.#edits.apply(database, edit);
        });
      default:
        return problem(404, 'The inspector asks for nothing of this name.');
    }
  }

  #asked<Question>(
    text: string,
    parse: (value: unknown) => Question | undefined,
    answer: (question: Question) => object,
  ): Answer {
    const question = parse(parsed(text));
    return question === undefined
      ? problem(400, 'This is not a question of the inspector.')
      : ok(answer(question));
  }

  #find(namespace: string): Database | undefined {
    return [...this.#options.databases].find((database) => database.namespace === namespace);
  }

  #live(since: number): LiveAnswer {
    const { databases, wire, clock, history } = this.#options;
    const connections = new Map<Database, number>();
    for (const { session } of wire.clients()) {
      connections.set(session.database, (connections.get(session.database) ?? 0) + 1);
    }
    const figures = [...databases].map((database): DatabaseFigures => {
      const { counts, namespace, rules, root } = database;
      let listens = 0;
      for (const listener of database.listeners()) listens += database.listenCount(listener);
      return {
        name: namespace,
        hasRules: !rules.isDefault,
        children: childCount(root),
        connections: connections.get(database) ?? 0,
        listens,
        reads: counts.reads + counts.listens,
        writes: counts.writes,
        denials: counts.denials,
      };
    });
    return {
      atMs: clock.now(),
      startedMs: this.#startedMs,
      databases: figures,
      seconds: history.since(Number.isSafeInteger(since) && since > 0 ? since : 0),
    };
  }

  #connections(namespace: string): ConnectionsAnswer {
    const database = this.#find(namespace);
    return database === undefined
      ? { total: 0, connections: [] }
      : connectionsOf(database, this.#options.wire.clients());
  }
}

const ok = (value: object): Answer => ({ status: 200, value: value as Json });
const problem = (status: number, text: string): Answer => ({ status, value: { error: text } });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const send = (response: ServerResponse, { status, value }: Answer): void => {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
  response.end(body);
};
