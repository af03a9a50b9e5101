import { useState } from 'react';
import { useSource } from '../backend/useSource.ts';
import { ConnectionLine } from '../features/connection/ConnectionLine.tsx';
import { useConnection } from '../features/connection/useConnection.ts';
import { LanguageSwitch } from '../features/language/LanguageSwitch.tsx';
import { openSession } from '../features/session/session.ts';
import { SignIn } from '../features/session/SignIn.tsx';
import { useStrings } from '../strings/StringsContext.ts';
import { Lobby } from './Lobby.tsx';
import { Splash } from './Splash.tsx';

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
        <SignIn
          claim={sessionStore.claim}
          foot={
            <>
              {status}
              <LanguageSwitch />
            </>
          }
        />
      );
    case 'known':
      return <Lobby uid={session.uid} profile={session.profile} connection={connection} />;
  }
};
