import type { ReactNode } from 'react';
import type { TimelineMessage } from './timeline.ts';

/** What others add to a message that is drawn. Must keep its identity while it makes the same. */
export interface MessageParts {
  /** Over what is said. */
  readonly above: (message: TimelineMessage, hasFocus: boolean) => ReactNode;
  readonly below: (message: TimelineMessage, hasFocus: boolean) => ReactNode;
  /** What can be done with it: buttons, made for the one message that is pointed at or has the focus. */
  readonly tools: (message: TimelineMessage) => ReactNode;
}
