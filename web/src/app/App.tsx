import { useState, type ReactNode } from 'react';
import { useSource } from '../backend/useSource.ts';
import { ConnectionLine } from '../features/connection/ConnectionLine.tsx';
import { useConnection } from '../features/connection/useConnection.ts';
import { LanguageSwitch } from '../features/language/LanguageSwitch.tsx';
import { openSession, type SessionStore } from '../features/session/session.ts';
import { SignIn } from '../features/session/SignIn.tsx';
import { useStrings } from '../strings/StringsContext.ts';
import { Lobby } from './Lobby.tsx';
import { ScreenHost } from './screens/ScreenHost.tsx';
import { useOpenScreen } from './screens/screen.ts';
import { Splash } from './Splash.tsx';

/** In front of the door: with a name, or back to an account. */
const Newcomer = ({
  claim,
  status,
}: {
  readonly claim: SessionStore['claim'];
  readonly status: ReactNode;
}) => {
  const open = useOpenScreen();
  return (
    <SignIn
      claim={claim}
      onReturning={() => open({ kind: 'returning' })}
      foot={
        <>
          {status}
          <LanguageSwitch />
        </>
      }
    />
  );
};

/** The frame: who is here, and what that person sees. */
export const App = () => {
  const strings = useStrings();
  const [sessionStore] = useState(openSession);
  const session = useSource(sessionStore);
  const connection = useConnection();
  const status = <ConnectionLine connection={connection} />;
  switch (session.state) {
    case 'opening':
      return <Splash words={strings.session.opening} status={status} />;
    case 'newcomer':
      return (
        <ScreenHost>
          <Newcomer claim={sessionStore.claim} status={status} />
        </ScreenHost>
      );
    case 'known':
      return <Lobby key={session.uid} uid={session.uid} profile={session.profile} connection={connection} />;
  }
};
