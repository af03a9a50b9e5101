import type { MessageId, UserId } from '@causerie/contract';
import { useCallback, useState, type ComponentProps, type RefObject } from 'react';
import type { Refusal } from '../../backend/act.ts';
import { serverNow } from '../../backend/clock.ts';
import type { Composer } from '../../features/composer/Composer.tsx';
import type { TimelineMessage } from '../../features/messages/timeline.ts';
import type { Desk } from './desk.ts';
import type { Intent } from './intent.ts';
import type { ActionParts } from './loadActions.ts';

export interface FieldIntent {
  readonly reply: (to: TimelineMessage) => void;
  readonly edit: (message: TimelineMessage) => void;
  readonly remove: (message: TimelineMessage) => void;
  /** What the field is for, over what it is for otherwise. */
  readonly field: Partial<ComponentProps<typeof Composer>>;
  /** What the next message answers, and how to say that it was sent. */
  readonly replyTo: MessageId | undefined;
  readonly replied: () => void;
}

/** What a field is for when it is not for a new message alone: an answer to one that stands there, or another text for one's own. */
export const useIntent = ({
  uid,
  loaded,
  desk,
  messages,
  input,
  onBegin,
  onRemove,
}: {
  readonly uid: UserId;
  readonly loaded: ActionParts | undefined;
  readonly desk: Desk | undefined;
  /** What stands above the field: the arrow up edits the last one of one's own. */
  readonly messages: readonly TimelineMessage[];
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly onBegin: () => void;
  readonly onRemove: (message: TimelineMessage) => void;
}): FieldIntent => {
  const [intent, setIntent] = useState<Intent>();
  const begin = useCallback(
    (next: Intent) => {
      onBegin();
      // What is on its way may be refused, and its text would be lost with the bar that tells of it.
      setIntent((before) => (before?.kind === 'edit' && before.standing === 'saving' ? before : next));
      input.current?.focus();
    },
    [input, onBegin],
  );
  const reply = useCallback((to: TimelineMessage) => begin({ kind: 'reply', to }), [begin]);
  const edit = useCallback(
    (message: TimelineMessage) =>
      begin({ kind: 'edit', message, text: message.text ?? '', standing: 'open' }),
    [begin],
  );
  const end = (): void => {
    setIntent(undefined);
    input.current?.focus();
  };
  /** There is nothing to edit any more. */
  const forget = useCallback((id: MessageId): void => {
    setIntent((before) => (before?.kind === 'edit' && before.message.id === id ? undefined : before));
  }, []);
  const remove = useCallback(
    (message: TimelineMessage) => {
      forget(message.id);
      onRemove(message);
    },
    [forget, onRemove],
  );

  const save = (message: TimelineMessage, text: string): void => {
    if (desk === undefined || text === message.text) return end();
    const become = (standing: 'saving' | Refusal): void =>
      setIntent((before) =>
        before?.kind === 'edit' && before.message.id === message.id ? { ...before, standing } : before,
      );
    become('saving');
    void desk.save(message.id, text).then((outcome) => {
      if (outcome === 'done') forget(message.id);
      else become(outcome);
    });
  };

  const onKey = (key: string): boolean => {
    if (key === 'Escape' && intent !== undefined) {
      end();
      return true;
    }
    if (key !== 'ArrowUp' || intent !== undefined || loaded === undefined || desk === undefined) return false;
    const last = messages.findLast(
      (message) => message.standing.state === 'stored' && loaded.isEditable(message, uid, serverNow()),
    );
    if (last !== undefined) edit(last);
    return last !== undefined;
  };

  const bar = loaded !== undefined && intent !== undefined && (
    <loaded.IntentBar
      intent={intent}
      words={loaded.words}
      onRemove={() => intent.kind === 'edit' && remove(intent.message)}
      onCancel={end}
    />
  );
  const isEditing = intent?.kind === 'edit' && loaded !== undefined;
  return {
    reply,
    edit,
    remove,
    field: {
      bar,
      onKey,
      ...(isEditing && {
        label: loaded.words.editLabel,
        sendLabel: loaded.words.save,
        isBusy: intent.standing === 'saving',
        draft: intent.text,
        onDraft: (text: string) => setIntent({ ...intent, text, standing: 'open' }),
        onSend: (text: string) => {
          save(intent.message, text);
          return 'kept' as const;
        },
      }),
    },
    replyTo: intent?.kind === 'reply' ? intent.to.id : undefined,
    replied: () => setIntent((before) => (before?.kind === 'reply' ? undefined : before)),
  };
};
