import type { MessageActions } from './MessageItem.tsx';
import type { Outbox } from './outbox.ts';

/**
 * What can be done with messages that have not been sent: to try again, and to have their text back in the field, before what is being
 * written. The button that is pressed goes away with that, and would leave the focus nowhere.
 */
export const unsentActions = (
  { retry, takeBack, turnAtMs }: Pick<Outbox, 'retry' | 'takeBack' | 'turnAtMs'>,
  changeDraft: (draft: (before: string) => string) => void,
  focusField: () => void,
): Pick<MessageActions, 'retry' | 'edit' | 'turnAtMs'> => ({
  retry: (id) => {
    retry(id);
    focusField();
  },
  edit: (id) => {
    const text = takeBack(id);
    if (text === undefined) return;
    changeDraft((before) => (before === '' ? text : `${text}\n${before}`));
    focusField();
  },
  turnAtMs,
});
