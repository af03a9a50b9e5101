import { auditEntry, limits, paths, type AuditEntry, type RoomId, type UserId } from '@causerie/contract';
import { useMemo } from 'react';
import { listAt } from '../../backend/live.ts';
import { usePerson } from '../../backend/usePerson.ts';
import { useSource } from '../../backend/useSource.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useStrings } from '../../strings/StringsContext.ts';

/** What those who rule a room have done in it, the latest first, as much as one read gives. */
export const AuditLog = ({ roomId }: { readonly roomId: RoomId }) => {
  const { moderation: words } = useScreenStrings();
  const reading = useSource(listAt(paths.audit.at({ roomId }), { last: limits.auditPerRead, by: 'at' }));
  const entries = useMemo(
    () =>
      reading.state === 'ready'
        ? reading.value
            .flatMap(({ key, value }) => {
              const read = auditEntry.read(value);
              return read === undefined ? [] : [{ key, entry: read }];
            })
            .toReversed()
        : [],
    [reading],
  );
  if (entries.length === 0) {
    return <p className="dialog-hint">{reading.state === 'loading' ? words.loading : words.nothing}</p>;
  }
  return (
    <>
      <ol className="dialog-rows">
        {entries.map(({ key, entry }) => (
          <Entry key={key} entry={entry} />
        ))}
      </ol>
      {entries.length >= limits.auditPerRead && <p className="dialog-hint">{words.logCut(entries.length)}</p>}
    </>
  );
};

const Entry = ({ entry }: { readonly entry: AuditEntry }) => {
  const { moderation: words } = useScreenStrings();
  const { messages } = useStrings();
  const by = usePerson(entry.by as UserId)?.name ?? messages.someone;
  const them = usePerson((entry.about ?? entry.by) as UserId)?.name ?? messages.someone;
  return (
    <li className="dialog-row">
      <span>{words.entry(entry.act, by, them, entry.role)}</span>
      <time className="dialog-hint" dateTime={new Date(entry.at).toISOString()}>
        {words.moment(entry.at)}
      </time>
    </li>
  );
};
