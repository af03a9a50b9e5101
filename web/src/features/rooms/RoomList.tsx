import type { RoomId } from '@causerie/contract';
import { useId, type ReactNode } from 'react';
import { useStrings } from '../../strings/StringsContext.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { ListedRoom } from './directory.ts';
import { addressOf } from './roomInAddress.ts';
import type { Rooms } from './useRooms.ts';
import './RoomList.css';

/** Enough to show that there is more; the rest is for browsing. */
const othersShown = 5;

/** The ways to other rooms: one's own, some that one might like, and how to find or make more. */
export const RoomList = ({
  rooms: { own, others, isCut },
  current,
  badge,
  onBrowse,
  onCreate,
}: {
  readonly rooms: Rooms;
  readonly current: RoomId;
  /** What stands behind a room's name. */
  readonly badge: (roomId: RoomId) => ReactNode;
  readonly onBrowse: () => void;
  readonly onCreate: () => void;
}) => {
  const { rooms: words, tag } = useStrings();
  const { compare } = new Intl.Collator(tag);
  const sorted = own.toSorted((a, b) => compare(a.name, b.name));
  const link = (room: ListedRoom) => (
    <RoomLink key={room.id} room={room} isCurrent={room.id === current} badge={badge(room.id)} />
  );
  return (
    <nav className="rooms" aria-label={words.heading}>
      <Group heading={words.heading}>{sorted.filter(({ kind }) => kind !== 'direct').map(link)}</Group>
      <Group heading={words.direct}>{sorted.filter(({ kind }) => kind === 'direct').map(link)}</Group>
      {isCut && <p className="rooms-cut">{words.cut(own.length)}</p>}
      <Group heading={words.others}>{others.slice(0, othersShown).map(link)}</Group>
      <div className="rooms-more">
        <button type="button" className="rooms-button" onClick={onBrowse}>
          <Icon name="search" />
          {words.browse}
        </button>
        <button type="button" className="rooms-button" onClick={onCreate}>
          <Icon name="plus" />
          {words.create}
        </button>
      </div>
    </nav>
  );
};

const Group = ({
  heading,
  children,
}: {
  readonly heading: string;
  readonly children: readonly ReactNode[];
}) => {
  const headingId = useId();
  if (children.length === 0) return null;
  return (
    <section aria-labelledby={headingId}>
      <h2 className="side-heading" id={headingId}>
        {heading}
      </h2>
      <ul>{children}</ul>
    </section>
  );
};

const RoomLink = ({
  room: { id, name, kind },
  isCurrent,
  badge,
}: {
  readonly room: ListedRoom;
  readonly isCurrent: boolean;
  readonly badge: ReactNode;
}) => (
  <li>
    <a className="rooms-link" href={addressOf(id)} aria-current={isCurrent ? 'page' : undefined}>
      {kind === 'private' && <Icon name="lock" />}
      <bdi>{name === '' ? '…' : name}</bdi>
      {badge}
    </a>
  </li>
);
