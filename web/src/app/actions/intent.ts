import type { EditStanding } from '../../features/editing/EditBar.tsx';
import type { TimelineMessage } from '../../features/messages/timeline.ts';

/** What the field is for, when it is not for a new message alone. `text` is what stands in it meanwhile. */
export type Intent =
  | { readonly kind: 'reply'; readonly to: TimelineMessage }
  | {
      readonly kind: 'edit';
      readonly message: TimelineMessage;
      readonly text: string;
      readonly standing: EditStanding;
    };
