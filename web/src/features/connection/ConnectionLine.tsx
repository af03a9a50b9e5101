import { useState } from 'react';
import { signOutHere } from '../../backend/account.ts';
import { reconnectNow } from '../../backend/connection.ts';
import type { Strings } from '../../strings/Strings.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { ConnectionState } from './connectionState.ts';
import { lazyPart } from '../../ui/lazyPart.tsx';
import './ConnectionLine.css';

/** Looked at by few, and rarely. */
const ConnectionPanel = lazyPart(async () => (await import('./ConnectionPanel.tsx')).ConnectionPanel);

/** How the connection is, in words, always. */
export const ConnectionLine = ({ connection }: { readonly connection: ConnectionState }) => {
  const { connection: words } = useStrings();
  const [isOpen, setIsOpen] = useState(false);
  const retrySeconds = 'retrySeconds' in connection ? connection.retrySeconds : undefined;
  return (
    <>
      <span className="connection" data-state={connection.state}>
        <span className="connection-dot" aria-hidden="true" />
        {/* Only the words are announced; seconds would never stop talking. */}
        <output aria-label={words.label}>{wordsFor(connection, words)}</output>
        {retrySeconds !== undefined && (
          <span className="connection-seconds" aria-hidden="true">
            {words.retryIn(retrySeconds)}
          </span>
        )}
        <button
          type="button"
          className="connection-more"
          aria-label={words.details}
          aria-haspopup="dialog"
          onClick={() => setIsOpen(true)}
        >
          <Icon name="pulse" />
        </button>
      </span>
      {isOpen && <ConnectionPanel onClose={() => setIsOpen(false)} />}
    </>
  );
};

/** What a lost connection means for somebody who is writing, and what they can do. */
export const ConnectionNotice = ({ connection }: { readonly connection: ConnectionState }) => {
  const { connection: words } = useStrings();
  switch (connection.state) {
    case 'opening':
    case 'live':
      return null;
    case 'signedOut':
      return (
        <div className="connection-notice">
          <p>{words.signedOutHint}</p>
          <button type="button" className="link-button" onClick={() => void signOutHere()}>
            {words.signInAgain}
          </button>
        </div>
      );
    case 'connecting':
    case 'stale':
    case 'reconnecting':
    case 'offline':
      break;
  }
  const heardSeconds = 'heardSeconds' in connection ? connection.heardSeconds : undefined;
  const retrySeconds = 'retrySeconds' in connection ? connection.retrySeconds : undefined;
  // Most losses heal within the second; a notice that comes and goes would only move the page about.
  if (connection.state === 'reconnecting' && connection.heardSeconds === 0) return null;
  return (
    <div className="connection-notice">
      <p>{words.whatIsSent}</p>
      <p className="connection-times">
        {heardSeconds !== undefined && <span>{words.heard(heardSeconds)}</span>}
        {connection.state !== 'offline' && (
          <>
            <span>{retrySeconds === undefined ? words.trying : words.nextTry(retrySeconds)}</span>
            <button type="button" className="link-button" onClick={reconnectNow}>
              {words.tryNow}
            </button>
          </>
        )}
      </p>
    </div>
  );
};

const wordsFor = ({ state }: ConnectionState, words: Strings['connection']): string => {
  switch (state) {
    case 'opening':
      return '';
    case 'connecting':
      return words.connecting;
    case 'live':
      return words.live;
    case 'stale':
      return words.stale;
    case 'reconnecting':
      return words.reconnecting;
    case 'offline':
      return words.offline;
    case 'signedOut':
      return words.signedOut;
  }
};
