import type { TimelineMessage } from '../../features/messages/timeline.ts';

/** A message as it stands there once it is deleted. */
export const gone = (message: TimelineMessage): TimelineMessage => ({
  ...message,
  text: undefined,
  html: undefined,
  isEdited: false,
});
