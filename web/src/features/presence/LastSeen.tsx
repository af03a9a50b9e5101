import { paths, type UserId } from '@causerie/contract';
import { serverNow } from '../../backend/clock.ts';
import { valueAt } from '../../backend/live.ts';
import { useSource } from '../../backend/useSource.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { useNow } from '../../ui/useNow.ts';
import { ago } from './ago.ts';

const minuteMs = 60_000;

/** When somebody was last here, in words; nothing where they do not say so. */
export const LastSeen = ({ uid }: { readonly uid: UserId }) => {
  const { members, tag } = useStrings();
  const reading = useSource(valueAt(paths.lastSeen.at({ uid })));
  const nowMs = useNow(minuteMs, serverNow);
  return reading.state === 'ready' && typeof reading.value === 'number'
    ? members.lastSeen(ago(tag, nowMs - reading.value))
    : null;
};
