import { limits, type Profile, type Role, type RoomId, type UserId } from '@causerie/contract';
import { memo, useId, useMemo, type ReactNode } from 'react';
import { useStrings } from '../../strings/StringsContext.ts';
import { Seal } from '../../ui/Seal.tsx';
import { sortByName } from './sortByName.ts';
import { useRoles } from './useRoles.ts';
import './MemberList.css';

/** Of how many it is asked when they were here last; of the others their card tells. */
const lastSeenMax = 50;

interface Circle {
  readonly people: ReadonlyMap<UserId, Profile | null>;
  readonly me: UserId;
  /** Who is neither is not here at all. */
  readonly presence: ReadonlyMap<UserId, 'here' | 'away'>;
  readonly lastSeen: (uid: UserId) => ReactNode;
  /** Somebody's name was pressed. */
  readonly onPerson: (uid: UserId) => void;
}

/** Who is in the room: those who are here now, then the others, each by name. */
export const MemberList = memo(function MemberList({
  roomId,
  members,
  ...circle
}: Circle & {
  readonly roomId: RoomId;
  readonly members: readonly UserId[];
}) {
  const strings = useStrings();
  const sorted = useMemo(
    () => sortByName(members, circle.people, new Intl.Collator(strings.tag).compare),
    [members, circle.people, strings.tag],
  );
  const roles = useRoles(roomId, members);
  return (
    <>
      <Group
        heading={strings.members.here}
        uids={sorted.filter((uid) => circle.presence.has(uid))}
        roles={roles}
        {...circle}
      />
      <Group
        heading={strings.members.offline}
        uids={sorted.filter((uid) => !circle.presence.has(uid))}
        roles={roles}
        {...circle}
      />
      {members.length >= limits.membersPerRead && (
        <p className="members-cut">{strings.members.cut(members.length)}</p>
      )}
    </>
  );
});

const Group = ({
  heading,
  uids,
  roles,
  people,
  me,
  presence,
  lastSeen,
  onPerson,
}: Circle & {
  readonly heading: string;
  readonly roles: ReadonlyMap<string, Role>;
  readonly uids: readonly UserId[];
}) => {
  const { members, messages } = useStrings();
  const headingId = useId();
  if (uids.length === 0) return null;
  return (
    <section className="members" aria-labelledby={headingId}>
      <h2 className="side-heading" id={headingId}>
        {heading} <span className="side-count">{uids.length}</span>
      </h2>
      <ul>
        {uids.map((uid, index) => {
          const person = people.get(uid);
          const state = presence.get(uid);
          const isHere = state !== undefined;
          const role = roles.get(uid);
          return (
            <li key={uid}>
              <button type="button" className="members-row" data-here={isHere} onClick={() => onPerson(uid)}>
                <Seal name={person?.name} color={person?.color} isHere={isHere} isAway={state === 'away'} />
                <span className="members-name">
                  <bdi>{person === undefined ? '…' : (person?.name ?? messages.someone)}</bdi>
                  {uid === me && <span className="members-you"> ({members.you})</span>}
                  <span className="members-state">
                    {state === 'away' && members.away}
                    {!isHere && index < lastSeenMax && lastSeen(uid)}
                  </span>
                </span>
                {role !== undefined && role !== 'member' && (
                  <span className="members-role">{members.roles[role]}</span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
