import type { RoomId, UserId } from '@causerie/contract';
import { useCallback } from 'react';
import { actAs } from '../../backend/actingAs.ts';
import { watchAsOwner } from '../../backend/ownerDatabase.ts';
import { useSource } from '../../backend/useSource.ts';
import { whoIsHere } from '../../backend/whoIsHere.ts';
import { writeLog, type LoggedWrite } from '../../backend/writeLog.ts';
import { DeveloperPanel } from '../../features/developer/DeveloperPanel.tsx';
import { PeopleView } from '../../features/developer/PeopleView.tsx';
import { placesOf } from '../../features/developer/places.ts';
import { SanitiserView } from '../../features/developer/SanitiserView.tsx';
import { TreeView } from '../../features/developer/TreeView.tsx';
import { WriteList } from '../../features/developer/WriteList.tsx';
import { sanitise } from '../../features/messages/sanitise.ts';
import { roomInAddress } from '../../features/rooms/roomInAddress.ts';
import { useDeveloperWords } from '../../strings/developer/DeveloperWordsContext.ts';
import { explainWrite, renderOnServer } from './developerServer.ts';

/** The panel, with the room that is open and the person who is here. */
export const Panel = ({ tag, onClose }: { readonly tag: string; readonly onClose: () => void }) => {
  const words = useDeveloperWords();
  const roomId = useSource(roomInAddress);
  const uid = useSource(whoIsHere);
  const writes = useSource(writeLog);
  const explain = useCallback((write: LoggedWrite) => explainWrite(uid, write), [uid]);
  const nowhere = <p>{words.noRoom}</p>;
  return (
    <DeveloperPanel
      takesFocus
      onClose={onClose}
      sections={{
        tree: roomId === undefined ? nowhere : <Trees key={roomId} roomId={roomId} uid={uid} />,
        writes: <WriteList writes={writes} explain={explain} tag={tag} />,
        sanitiser:
          roomId === undefined ? (
            nowhere
          ) : (
            <SanitiserView
              key={roomId}
              roomId={roomId}
              watch={watchAsOwner}
              render={renderOnServer}
              sanitise={sanitise}
            />
          ),
        people: <PeopleView roomId={roomId} me={uid} watch={watchAsOwner} onAct={actAs} />,
      }}
    />
  );
};

const Trees = ({ roomId, uid }: { readonly roomId: RoomId; readonly uid: UserId | undefined }) => {
  const { tree: words } = useDeveloperWords();
  const { room, person } = placesOf(roomId, uid);
  return (
    <>
      <p className="developer-hint">{words.hint}</p>
      <TreeView label={words.room} places={room} firstOpen={[`messages/${roomId}`]} watch={watchAsOwner} />
      <TreeView key={uid} label={words.person} places={person} firstOpen={[]} watch={watchAsOwner} />
    </>
  );
};
