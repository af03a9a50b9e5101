import type { ReactNode } from 'react';
import { useSource } from '../backend/useSource.ts';
import { inFigures } from '../features/attention/unread.ts';
import { totalUnread, unreadCounts } from '../features/attention/unreadCounts.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { Wordmark } from '../ui/Wordmark.tsx';
import './RoomFrame.css';

/** Where everything of a room stands: beside the conversation when there is space, and in a sheet over it when there is not. */
export const RoomFrame = ({
  titleId,
  sideLabel,
  name,
  topic,
  isLive,
  status,
  about,
  peopleButton,
  side,
  foot,
  beside,
  children,
}: {
  readonly titleId: string;
  readonly sideLabel: string;
  readonly name: string;
  readonly topic: string;
  readonly isLive: boolean;
  readonly status: ReactNode;
  /** The way to what there is to know of the room, and to do with it. Where there is little space it lies over the title. */
  readonly about: ReactNode;
  readonly peopleButton?: ReactNode;
  readonly side?: ReactNode;
  readonly foot: ReactNode;
  /** What stands beside the conversation, when something does. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}) => (
  <div className="frame" data-live={isLive}>
    <Title name={name} />
    <aside className="frame-side" aria-label={sideLabel}>
      <Wordmark />
      <div className="frame-side-middle">{side}</div>
      <div className="frame-side-foot">{foot}</div>
    </aside>
    <main className="frame-main">
      <header className="frame-header">
        <div className="frame-title">
          <h1 id={titleId}>
            <bdi>{name}</bdi>
          </h1>
          <p className="frame-topic" dir="auto">
            {topic}
          </p>
        </div>
        <div className="frame-about">{about}</div>
        {status}
        {peopleButton}
      </header>
      {children}
    </main>
    {beside}
  </div>
);

/** What the tab is called: how much is unread comes first, because little of it fits. */
const Title = ({ name }: { readonly name: string }) => {
  const unread = totalUnread(useSource(unreadCounts));
  return <PageTitle>{`${unread > 0 ? `(${inFigures(unread)}) ` : ''}${name} · Causerie`}</PageTitle>;
};
