import { randomInt } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { closingScript, type Poll, PolledConnection } from './polledConnection.ts';
import { segmentsOf } from './segments.ts';
import type { Sessions, WireOptions } from './sessions.ts';
import { targetOf } from './target.ts';

const passwordAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const passwordCharacters = 10;

const makePassword = (): string =>
  Array.from({ length: passwordCharacters }, () => passwordAlphabet[randomInt(passwordAlphabet.length)]).join(
    '',
  );

interface Polled {
  /** A number, as text. What keeps strangers out is the password. */
  readonly id: string;
  readonly connection: PolledConnection;
  readonly password: string;
}

/**
 * The HTTP half of long-polling, all of it GET requests to `/.lp` which a hidden frame of the page loads as scripts:
 * `start=t` begins, `id=…&pw=…` polls, `dframe=t` loads a page that tells when it is unloaded, by `disconn=t`.
 */
export class LongPolling {
  readonly #options: WireOptions;
  readonly #sessions: Sessions;
  readonly #polled = new Map<string, Polled>();
  readonly #bySession = new Map<string, PolledConnection>();
  #begun = 0;

  constructor(options: WireOptions, sessions: Sessions) {
    this.#options = options;
    this.#sessions = sessions;
  }

  /** The connection of a session that began here, for a WebSocket that wants to go on with it. */
  find(sessionId: string): PolledConnection | undefined {
    return this.#bySession.get(sessionId);
  }

  answer(request: IncomingMessage, response: ServerResponse, parameters: URLSearchParams): void {
    if (parameters.get('start') === 't') return this.#begin(request, response, parameters);
    const polled = this.#polled.get(parameters.get('id') ?? '');
    if (polled === undefined || polled.password !== parameters.get('pw')) {
      return answerScript(response, closingScript);
    }
    if (parameters.get('disconn') === 't') {
      polled.connection.leave();
      return answerScript(response, '');
    }
    if (parameters.get('dframe') === 't') return answerPage(response, farewellPage(polled));
    this.#poll(polled.connection, response, parameters);
  }

  #begin(request: IncomingMessage, response: ServerResponse, parameters: URLSearchParams): void {
    const callback = parameters.get('cb') ?? '';
    const target = targetOf(request, parameters, this.#options);
    const refusal = 'refusal' in target ? target : this.#sessions.refusal();
    if (refusal !== undefined) return answerText(response, refusal.status, refusal.refusal);
    // It becomes part of a script.
    if ('refusal' in target || !/^\d{0,20}$/.test(callback)) {
      return answerText(response, 400, 'The parameter "cb" must be a number.');
    }
    const id = String((this.#begun += 1));
    const connection: PolledConnection = new PolledConnection(
      this.#options.limits,
      (carrier) => this.#sessions.begin(target, carrier),
      () => {
        this.#polled.delete(id);
        this.#bySession.delete(connection.session.id);
        this.#sessions.end(connection.session);
      },
    );
    const password = makePassword();
    this.#polled.set(id, { id, connection, password });
    this.#bySession.set(connection.session.id, connection);
    connection.session.greet();
    answerScript(response, startScript(callback, id, password) + connection.takeScript());
  }

  #poll(connection: PolledConnection, response: ServerResponse, parameters: URLSearchParams): void {
    const poll: Poll = { answer: (script) => answerScript(response, script) };
    const segments = segmentsOf(parameters);
    if ('problem' in segments) {
      connection.session.refuse(segments.problem);
      return connection.hold(poll, []);
    }
    response.on('close', () => {
      if (!response.writableFinished) connection.lose(poll);
    });
    connection.hold(poll, segments);
  }
}

/** Gives the frame the two functions that this and all later scripts call, which pass everything on to the page. */
const startScript = (callback: string, id: string, password: string): string => `
function pLPCommand(c,a1,a2,a3,a4){
var f=parent.window["pLPCommand${callback}"];
if(f)f(c,a1,a2,a3,a4);
}
function pRTLPCB(pN,data){
var f=parent.window["pRTLPCB${callback}"];
if(f)f(pN,data);
}
pLPCommand('start','${id}','${password}');
`;

const farewellPage = ({ id, password }: Polled): string => `<!doctype html>
<title>Tells the database server when the page is closed</title>
<script>
addEventListener('pagehide', function () {
  fetch('/.lp?disconn=t&id=${id}&pw=${password}', { keepalive: true, mode: 'no-cors' });
});
</script>
`;

const answerScript = (response: ServerResponse, script: string): void =>
  answer(response, 200, 'application/javascript', script);
const answerPage = (response: ServerResponse, page: string): void => answer(response, 200, 'text/html', page);
const answerText = (response: ServerResponse, status: number, text: string): void =>
  answer(response, status, 'text/plain', text);

const answer = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
  });
  response.end(body);
};
