import type { MessageId, Profile, RoomId, UserId } from '@causerie/contract';
import {
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ComponentProps,
  type ReactNode,
  type RefObject,
} from 'react';
import type { Refusal } from '../../backend/act.ts';
import { connected } from '../../backend/connection.ts';
import type { Source } from '../../backend/source.ts';
import { useSource } from '../../backend/useSource.ts';
import type { Composer } from '../../features/composer/Composer.tsx';
import type { DeletionState } from '../../features/deleting/deletions.ts';
import type { MessageParts } from '../../features/messages/MessageParts.ts';
import type { TimelineMessage } from '../../features/messages/timeline.ts';
import { useSpeech } from '../../strings/StringsContext.ts';
import { gone } from './gone.ts';
import type { ActionParts } from './loadActions.ts';
import { countReplies, type RowFacts } from './RowFacts.ts';
import type { ThreadOptions } from './ThreadContent.tsx';
import { useIntent } from './useIntent.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { useSteadyMap } from '../../ui/useSteady.ts';

const Thread = lazyPart(async () => (await import('./Thread.tsx')).Thread);

type Field = ComponentProps<typeof Composer>;

export interface RoomActions {
  /** Without what was just deleted. */
  readonly messages: readonly TimelineMessage[];
  readonly facts: RowFacts;
  /** The same messages, by their ids. */
  readonly held: ReadonlyMap<MessageId, TimelineMessage>;
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
  const held = useMemo(() => new Map(messages.map((message) => [message.id, message])), [messages]);
  const replies = useSteadyMap(useMemo(() => countReplies(messages), [messages]));
  const facts = useMemo(() => ({ people, replies, blocked }), [people, replies, blocked]);

  const forgive = useCallback(() => setRefusal(undefined), []);
  const removeNow = useCallback(
    (message: TimelineMessage) => {
      forgive();
      desk?.deletions.remove(message);
    },
    [desk, forgive],
  );
  const { reply, edit, remove, field, replyTo, replied } = useIntent({
    uid,
    loaded,
    desk,
    messages,
    input,
    onBegin: forgive,
    onRemove: removeNow,
  });

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
            onReply: reply,
            onEdit: edit,
            onRemove: remove,
            onThread: setRootId,
          }),
    [loaded, desk, uid, roomId, goTo, reply, edit, remove],
  );

  const bars = loaded !== undefined && (
    <loaded.Bars
      undoable={undoable}
      refusal={refusal}
      words={loaded.words}
      onUndo={() => desk?.deletions.undo()}
      onUndoGone={focusRow}
      onDismiss={() => {
        forgive();
        input.current?.focus();
      }}
    />
  );
  return {
    messages,
    facts,
    held,
    parts,
    bars,
    field,
    replyTo,
    replied,
    thread: (own) =>
      loaded !== undefined &&
      desk !== undefined &&
      rootId !== undefined && (
        <Thread
          key={rootId}
          uid={uid}
          roomId={roomId}
          rootId={rootId}
          loaded={loaded}
          desk={desk}
          hidden={hidden}
          bars={bars}
          onBegin={forgive}
          onRemove={remove}
          {...own}
          onClose={() => {
            setRootId(undefined);
            focusRow(rootId);
          }}
        />
      ),
  };
};

/** The button that had the focus is gone, and what it was about is near. */
const focusRow = (id: MessageId): void =>
  document.querySelector<HTMLElement>(`.message[data-key="${id}"]`)?.focus({ preventScroll: true });

const nothing: DeletionState = { hidden: new Set(), undoable: undefined };
const noDeletions: Source<DeletionState> = { current: () => nothing, subscribe: () => () => undefined };
