import type { Profile, UserId } from '@causerie/contract';
import { memo, useId, useMemo } from 'react';
import { useStrings } from '../../strings/StringsContext.ts';
import { Seal } from '../../ui/Seal.tsx';
import { sortByName } from './sortByName.ts';
import './MemberList.css';

interface Circle {
  readonly people: ReadonlyMap<UserId, Profile | null>;
  readonly me: UserId;
}

/** Who is in the room: those who are here now, then the others, each by name. */
export const MemberList = memo(function MemberList({
  members,
  here,
  ...circle
}: Circle & {
  readonly members: readonly UserId[];
  readonly here: ReadonlySet<UserId>;
}) {
  const strings = useStrings();
  const sorted = useMemo(
    () => sortByName(members, circle.people, new Intl.Collator(strings.tag).compare),
    [members, circle.people, strings.tag],
  );
  return (
    <>
      <Group heading={strings.members.here} uids={sorted.filter((uid) => here.has(uid))} isHere {...circle} />
      <Group
        heading={strings.members.away}
        uids={sorted.filter((uid) => !here.has(uid))}
        isHere={false}
        {...circle}
      />
    </>
  );
});

const Group = ({
  heading,
  uids,
  isHere,
  people,
  me,
}: Circle & {
  readonly heading: string;
  readonly uids: readonly UserId[];
  readonly isHere: boolean;
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
        {uids.map((uid) => {
          const person = people.get(uid);
          return (
            <li key={uid} className="members-row" data-here={isHere}>
              <Seal name={person?.name} color={person?.color} isHere={isHere} />
              <span className="members-name">
                <bdi>{person === undefined ? '…' : (person?.name ?? messages.someone)}</bdi>
                {uid === me && <span className="members-you"> ({members.you})</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
