import { member, paths, profile, type RoomId, type UserId } from '@causerie/contract';
import { useEffect, useState } from 'react';
import type { OwnersValue } from '../../backend/ownerDatabase.ts';
import { useDeveloperWords } from '../../strings/developer/DeveloperWordsContext.ts';
import { Seal } from '../../ui/Seal.tsx';
import '../../ui/Field.css';
import type { WatchPlace } from './TreeView.tsx';
import { useOwnId } from './useOwnId.ts';

const peopleMax = 500;
const shownMax = 100;

/** Whom this tab can be: everybody who has a name, those of the room first. */
export const PeopleView = ({
  roomId,
  me,
  watch,
  onAct,
}: {
  readonly roomId: RoomId | undefined;
  readonly me: UserId | undefined;
  readonly watch: WatchPlace;
  readonly onAct: (uid: UserId) => void;
}) => {
  const words = useDeveloperWords().people;
  const users = useWatched(watch, 'users');
  const members = useWatched(watch, roomId === undefined ? undefined : paths.members.at({ roomId }));
  const [wanted, setWanted] = useState('');
  const fieldId = useOwnId();

  const people = [...users].flatMap(([uid, value]) => {
    const read = profile.read(value);
    const role = member.read(members.get(uid))?.role;
    return read === undefined ? [] : [{ uid: uid as UserId, name: read.name, color: read.color, role }];
  });
  const found = people
    .filter(({ name }) => name.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()))
    .toSorted(
      (a, b) => Number(b.role !== undefined) - Number(a.role !== undefined) || a.name.localeCompare(b.name),
    );
  return (
    <section className="developer-section">
      <p className="developer-hint">{words.hint}</p>
      <label className="developer-field" htmlFor={fieldId}>
        {words.filter}
      </label>
      <input
        id={fieldId}
        type="search"
        className="field-input"
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
      />
      {found.length === 0 && users.size > 0 && <p>{words.none}</p>}
      <ul className="developer-people">
        {found.slice(0, shownMax).map(({ uid, name, color, role }) => (
          <li key={uid}>
            <Seal name={name} color={color} />
            <span className="developer-person">
              <bdi>{name}</bdi>
              <span className="developer-time">
                {role === undefined ? words.elsewhere : words.role(role)}
              </span>
            </span>
            {uid === me ? (
              <span className="developer-time">{words.you}</span>
            ) : (
              <button type="button" className="link-button" onClick={() => onAct(uid)}>
                {words.act(name)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

const nobody: ReadonlyMap<string, unknown> = new Map();

const useWatched = (watch: WatchPlace, path: string | undefined): ReadonlyMap<string, unknown> => {
  const [value, setValue] = useState<OwnersValue>(nobody);
  useEffect(() => (path === undefined ? undefined : watch(path, peopleMax, setValue)), [watch, path]);
  return value instanceof Map ? value : nobody;
};
