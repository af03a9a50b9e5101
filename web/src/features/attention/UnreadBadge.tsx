import type { RoomId } from '@causerie/contract';
import { useSource } from '../../backend/useSource.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { inFigures } from './unread.ts';
import { unreadCounts } from './unreadCounts.ts';
import './UnreadBadge.css';

/** How much is unread in a room, and whether one was called there. Nothing when nothing is. */
export const UnreadBadge = ({ roomId }: { readonly roomId: RoomId }) => {
  const { attention } = useStrings();
  const unread = useSource(unreadCounts).get(roomId);
  if (unread === undefined) return null;
  const figures = inFigures(unread.count);
  return (
    <span className="unread-badge" data-calls={unread.calls > 0}>
      <span aria-hidden="true">
        {unread.calls > 0 && '@'}
        {figures}
      </span>
      <span className="visually-hidden">
        {`, ${attention.unread(unread.count, figures)}`}
        {unread.calls > 0 && `, ${attention.calls(unread.calls)}`}
      </span>
    </span>
  );
};
