import { useMemo, type RefObject } from 'react';
import type { Outbox } from './outbox.ts';
import { unsentActions } from './unsentActions.ts';

/** What can be done with messages that have not been sent, for a field and the draft in it. */
export const useUnsentActions = (
  outbox: Outbox,
  changeDraft: Parameters<typeof unsentActions>[1],
  field: RefObject<HTMLElement | null>,
): ReturnType<typeof unsentActions> =>
  useMemo(
    () => unsentActions(outbox, changeDraft, () => field.current?.focus()),
    [outbox, changeDraft, field],
  );
