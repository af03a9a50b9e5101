/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { Connection, ConnectionsAnswer } from '../../src/inspect/answers.ts';
import { server } from '../server.ts';
import { useStrings } from '../strings/language.ts';
import { usePoll } from '../usePoll.ts';
import { queryWords } from './queryWords.ts';

interface ConnectionsPanelProps {
  readonly ns: string;
  /** By the emulator's clock. */
  readonly nowMs: number;
  readonly onTrouble: (error: unknown) => void;
}

const pauseMs = 1_000;

/** Who is connected, and what each listens to. */
export const ConnectionsPanel = ({ ns, nowMs, onTrouble }: ConnectionsPanelProps) => {
  const strings = useStrings();
  const words = strings.connections;
  const [answer, setAnswer] = useState<ConnectionsAnswer>();
  usePoll(() => server.connections(ns).then(setAnswer, onTrouble), pauseMs, [ns]);
  if (answer === undefined) return null;
  if (answer.total === 0) return <p class="empty">{words.none}</p>;
  const { columns } = words;
  return (
    <>
      {answer.total > answer.connections.length && (
        <p>{words.shown(answer.connections.length, answer.total)}</p>
      )}
      <table class="cards">
        <caption class="unseen">{words.caption(ns)}</caption>
        <thead>
          <tr>
            {Object.entries(columns).map(([name, label]) => (
              <th key={name} scope="col" class={name === 'sent' || name === 'queued' ? 'figure' : ''}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.connections.map((each) => (
            <tr key={each.id}>
              <th scope="row" data-label={columns.id}>
                <code title={each.id}>{each.id.slice(0, 10)}</code>
              </th>
              <td data-label={columns.transport}>{words.transport[each.transport]}</td>
              <td data-label={columns.identity}>
                <Identity of={each.identity} />
              </td>
              <td data-label={columns.since}>
                {each.sinceMs === null ? words.unknown : strings.ago(Math.max(0, nowMs - each.sinceMs))}
              </td>
              <td class="figure" data-label={columns.sent}>
                {each.sentBytes === null ? words.unknown : strings.bytes(each.sentBytes)}
              </td>
              <td class="figure" data-label={columns.queued}>
                {each.queuedBytes === null ? words.unknown : strings.bytes(each.queuedBytes)}
              </td>
              <td data-label={columns.listens}>
                <Listens of={each} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};

const Identity = ({ of: identity }: { readonly of: Connection['identity'] }) => {
  const { connections: words } = useStrings();
  if (identity === 'admin') return <strong>{words.owner}</strong>;
  if (identity === null) return <em>{words.signedOut}</em>;
  const uid = new Map(Object.entries(identity)).get('uid');
  return (
    <details>
      <summary>{typeof uid === 'string' ? uid : words.token}</summary>
      <pre>{typeof identity === 'string' ? identity : JSON.stringify(identity, null, 2)}</pre>
    </details>
  );
};

const Listens = ({ of: { listenCount, listens } }: { readonly of: Connection }) => {
  const { connections: words } = useStrings();
  const [first, ...others] = listens;
  if (first === undefined) return <>{words.unknown}</>;
  const line = ({ path, query }: Connection['listens'][number]) => (
    <span>
      <code>{path}</code> <span class="quiet">{words.query(queryWords(query))}</span>
    </span>
  );
  if (others.length === 0) return line(first);
  return (
    <details>
      <summary>{words.listens(listenCount)}</summary>
      <ul>
        {listens.map((each) => (
          <li key={JSON.stringify(each)}>{line(each)}</li>
        ))}
        {listenCount > listens.length && <li>…</li>}
      </ul>
    </details>
  );
};
