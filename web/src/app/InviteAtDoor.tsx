import { useEffect } from 'react';
import type { Source } from '../backend/source.ts';
import { useSource } from '../backend/useSource.ts';
import { parseInvite } from '../features/invites/inviteAddress.ts';
import { useOpenScreen } from './screens/screen.ts';

const address: Source<string> = {
  current: () => location.hash,
  subscribe: (listener) => {
    window.addEventListener('hashchange', listener);
    return () => window.removeEventListener('hashchange', listener);
  },
};

/** Shows somebody who came by an invite what they are invited to. The code does not stay in the address. */
export const InviteAtDoor = () => {
  const hash = useSource(address);
  const open = useOpenScreen();
  useEffect(() => {
    const invite = parseInvite(hash);
    if (invite === undefined || location.hash !== hash) return;
    history.replaceState(history.state, '', location.pathname);
    open({ kind: 'invited', ...invite });
  }, [hash, open]);
  return null;
};
