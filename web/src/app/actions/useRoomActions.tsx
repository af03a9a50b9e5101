import type { MessageId, Profile, RoomId, UserId } from '@causerie/contract';
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ComponentProps,
  type ReactNode,
  type RefObject,
} from 'react';
import type { Refusal } from '../../backend/act.ts';
import { serverNow } from '../../backend/clock.ts';
import { connected } from '../../backend/connection.ts';
import type { Source } from '../../backend/source.ts';
import { useSource } from '../../backend/useSource.ts';
import type { Composer } from '../../features/composer/Composer.tsx';
import type { DeletionState } from '../../features/deleting/deletions.ts';
import type { MessageParts } from '../../features/messages/MessageParts.ts';
import type { TimelineMessage } from '../../features/messages/timeline.ts';
import { useSpeech } from '../../strings/StringsContext.ts';
import type { Intent } from './intent.ts';
import type { ActionParts } from './loadActions.ts';
import { rowFacts, type RowFacts } from './RowFacts.ts';
import type { ThreadOptions } from './ThreadContent.tsx';

const Thread = lazy(async () => ({ default: (await import('./Thread.tsx')).Thread }));

type Field = ComponentProps<typeof Composer>;

export interface RoomActions {
  /** Without what was just deleted. */
  readonly messages: readonly TimelineMessage[];
  readonly facts: RowFacts;
  readonly parts: MessageParts | undefined;
  /** What became of what was done. */
  readonly bars: ReactNode;
  /** What the field is for, over what it is for otherwise. */
  readonly field: Partial<Field>;
  /** What the next message answers, and how to say that it was sent. */
  readonly replyTo: MessageId | undefined;
  readonly replied: () => void;
  /** The thread that is open, if any. */
  readonly thread: (own: Pick<ThreadOptions, 'outbox' | 'link' | 'sources' | 'blocked'>) => ReactNode;
}

/** What can be done with the messages of a room. All but the seams is fetched once they are shown. */
export const useRoomActions = ({
  uid,
  roomId,
  shown,
  people,
  blocked,
  goTo,
  input,
}: {
  readonly uid: UserId;
  readonly roomId: RoomId;
  readonly shown: readonly TimelineMessage[];
  readonly people: ReadonlyMap<UserId, Profile | null>;
  readonly blocked: ReadonlySet<string>;
  readonly goTo: (id: MessageId) => Promise<void>;
  readonly input: RefObject<HTMLTextAreaElement | null>;
}): RoomActions => {
  const { language } = useSpeech();
  const [loaded, setLoaded] = useState<ActionParts>();
  const isConnected = useSource(connected);
  const isLoaded = loaded?.language === language;
  useEffect(() => {
    if (isLoaded) return undefined;
    let isOver = false;
    import('./loadActions.ts')
      .then(({ loadActions }) => loadActions(language))
      .then(
        (parts) => isOver || setLoaded(parts),
        // Until there is a connection, nothing could be done with messages either; they can be read.
        () => undefined,
      );
    return () => {
      isOver = true;
    };
    // A connection is a reason to try again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [language, isLoaded, isConnected]);

  const [refusal, setRefusal] = useState<Refusal>();
  const desk = useMemo(() => loaded?.openDesk(uid, roomId, setRefusal), [loaded, uid, roomId]);
  useEffect(() => desk?.start(), [desk]);
  const { hidden, undoable } = useSource(desk?.deletions ?? noDeletions);
  const messages = useMemo(
    () =>
      hidden.size === 0 ? shown : shown.map((message) => (hidden.has(message.id) ? gone(message) : message)),
    [shown, hidden],
  );
  const facts = useMemo(() => rowFacts(messages, people, blocked), [messages, people, blocked]);

  const [intent, setIntent] = useState<Intent>();
  const begin = useCallback(
    (next: Intent) => {
      setRefusal(undefined);
      setIntent(next);
      input.current?.focus();
    },
    [input],
  );
  const edit = useCallback(
    (message: TimelineMessage) =>
      begin({ kind: 'edit', message, text: message.text ?? '', standing: 'open' }),
    [begin],
  );
  const end = useCallback(() => {
    setIntent(undefined);
    input.current?.focus();
  }, [input]);
  const remove = useCallback(
    (message: TimelineMessage) => {
      setRefusal(undefined);
      setIntent((before) =>
        before?.kind === 'edit' && before.message.id === message.id ? undefined : before,
      );
      desk?.deletions.remove(message);
    },
    [desk],
  );

  const [rootId, setRootId] = useState<MessageId>();
  const parts = useMemo(
    () =>
      loaded === undefined || desk === undefined
        ? undefined
        : loaded.messageParts({
            uid,
            roomId,
            words: loaded.words,
            reactor: desk.reactor,
            onGo: (id) => void goTo(id),
            onReply: (to) => begin({ kind: 'reply', to }),
            onEdit: edit,
            onRemove: remove,
            onThread: setRootId,
          }),
    [loaded, desk, uid, roomId, goTo, begin, edit, remove],
  );

  const partsInThread = useMemo(
    () =>
      loaded === undefined || desk === undefined
        ? undefined
        : loaded.threadParts({ uid, roomId, words: loaded.words, reactor: desk.reactor }),
    [loaded, desk, uid, roomId],
  );

  const save = (message: TimelineMessage, text: string): void => {
    if (desk === undefined || text === message.text) return end();
    const become = (standing: 'saving' | Refusal): void =>
      setIntent((before) =>
        before?.kind === 'edit' && before.message.id === message.id ? { ...before, standing } : before,
      );
    become('saving');
    void desk.save(message.id, text).then((outcome) => {
      if (outcome !== 'done') return become(outcome);
      setIntent((before) =>
        before?.kind === 'edit' && before.message.id === message.id ? undefined : before,
      );
    });
  };

  const onKey = (key: string): boolean => {
    if (key === 'Escape' && intent !== undefined) {
      end();
      return true;
    }
    if (key !== 'ArrowUp' || intent !== undefined || parts === undefined) return false;
    const last = messages.findLast(
      (message) =>
        message.standing.state === 'stored' && loaded?.isEditable(message, uid, serverNow()) === true,
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
    messages,
    facts,
    parts,
    bars: loaded !== undefined && (
      <loaded.Bars
        undoable={undoable}
        refusal={refusal}
        words={loaded.words}
        onUndo={() => desk?.deletions.undo()}
        onUndoGone={focusRow}
        onDismiss={() => {
          setRefusal(undefined);
          input.current?.focus();
        }}
      />
    ),
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
    thread: (own) =>
      loaded !== undefined &&
      partsInThread !== undefined &&
      rootId !== undefined && (
        <Suspense>
          <Thread
            key={rootId}
            uid={uid}
            roomId={roomId}
            rootId={rootId}
            words={loaded.words}
            parts={partsInThread}
            {...own}
            onClose={() => {
              setRootId(undefined);
              focusRow(rootId);
            }}
          />
        </Suspense>
      ),
    replied: () => setIntent((before) => (before?.kind === 'reply' ? undefined : before)),
  };
};

const gone = (message: TimelineMessage): TimelineMessage => ({
  ...message,
  text: undefined,
  html: undefined,
  isEdited: false,
});

/** The button that had the focus is gone, and what it was about is near. */
const focusRow = (id: MessageId): void =>
  document.querySelector<HTMLElement>(`.message[data-key="${id}"]`)?.focus({ preventScroll: true });

const nothing: DeletionState = { hidden: new Set(), undoable: undefined };
const noDeletions: Source<DeletionState> = { current: () => nothing, subscribe: () => () => undefined };
