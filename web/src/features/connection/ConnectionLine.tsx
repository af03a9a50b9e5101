import { reconnectNow } from '../../backend/connection.ts';
import type { Strings } from '../../strings/Strings.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import type { ConnectionState } from './connectionState.ts';
import './ConnectionLine.css';

/** How the connection is, in words, always. */
export const ConnectionLine = ({ connection }: { readonly connection: ConnectionState }) => {
  const strings = useStrings();
  return (
    <span className="connection" data-state={connection.state}>
      <span className="connection-dot" aria-hidden="true" />
      {/* Only the words are announced; seconds would never stop talking. */}
      <output aria-label={strings.connection.label}>{wordsFor(connection, strings)}</output>
      {'seconds' in connection && connection.seconds > 0 && (
        <span className="connection-seconds" aria-hidden="true">
          {strings.connection.forSeconds(connection.seconds)}
        </span>
      )}
    </span>
  );
};

/** What a lost connection means for somebody who is writing, and what they can do. */
export const ConnectionNotice = ({ connection }: { readonly connection: ConnectionState }) => {
  const strings = useStrings();
  if (connection.state !== 'reconnecting' && connection.state !== 'offline') return null;
  // Most losses heal within the second; a notice that comes and goes would only move the page about.
  if (connection.state === 'reconnecting' && connection.seconds === 0) return null;
  return (
    <div className="connection-notice">
      <p>{strings.connection.whatIsSent}</p>
      {connection.state === 'reconnecting' && (
        <button type="button" className="link-button" onClick={reconnectNow}>
          {strings.connection.tryNow}
        </button>
      )}
    </div>
  );
};

const wordsFor = (connection: ConnectionState, { connection: words }: Strings): string => {
  switch (connection.state) {
    case 'opening':
      return '';
    case 'connecting':
      return words.connecting;
    case 'live':
      return words.live;
    case 'reconnecting':
      return words.reconnecting;
    case 'offline':
      return words.offline;
  }
};
