import { limits, type MessageId } from '@causerie/contract';
import { useId, useState } from 'react';
import { Composer } from '../features/composer/Composer.tsx';
import type { MessageActions } from '../features/messages/MessageItem.tsx';
import { MessageList } from '../features/messages/MessageList.tsx';
import type { RefusalReason } from '../features/messages/outbox.ts';
import { CallableContext } from '../features/messages/paintMentions.ts';
import type { Standing, TimelineMessage } from '../features/messages/timeline.ts';
import { TypingLine } from '../features/typing/TypingLine.tsx';
import { useStrings } from '../strings/StringsContext.ts';
import { conversation, me, people, sampleNowMs, typists } from './samples.ts';
import type { Section } from './section.ts';

const stored: readonly TimelineMessage[] = conversation.map(({ id, by, text, html, isEdited, atMs }) => ({
  id,
  uid: by,
  text,
  html,
  isEdited: isEdited ?? false,
  atMs,
  standing: { state: 'stored' },
}));

const reasons: readonly RefusalReason[] = ['not_member', 'too_fast', 'muted', 'banned', 'closed', 'unknown'];

/** Every way a message of one's own can stand that has not arrived. */
const standings: readonly Standing[] = [
  { state: 'sending' },
  { state: 'waiting', place: 0 },
  { state: 'waiting', place: 1 },
  ...reasons.map((reason) => ({ state: 'refused', reason }) as const),
];

const pending = standings.map((standing, index): TimelineMessage => ({
  id: `-Pending${String(index).padStart(12, '0')}` as MessageId,
  uid: me,
  text: 'Bonjour !',
  html: undefined,
  isEdited: false,
  atMs: sampleNowMs + index,
  standing,
}));

const nothing = (): void => undefined;
const moves = { loadOlder: nothing, loadNewer: nothing, toLatest: nothing, look: nothing };
/** The second that waits does so because of the limit, the first because there is no connection. */
const actions: MessageActions = {
  retry: nothing,
  edit: nothing,
  turnAtMs: (place) => (place === 0 ? undefined : Date.now() + 8000),
};
const link = (id: MessageId): string => `#/lobby/${id}`;
const callable = {
  names: new Map(
    [...people].flatMap(([uid, profile]) => (profile === null ? [] : [[uid, profile.name] as const])),
  ),
  me,
};

const remPerMessage = 8;

const List = ({ messages }: { readonly messages: readonly TimelineMessage[] }) => {
  const strings = useStrings();
  const headingId = useId();
  return (
    <CallableContext value={callable}>
      {/* High enough for all of it to be drawn. */}
      <div className="stage-list" style={{ height: `${messages.length * remPerMessage}rem` }}>
        <h2 id={headingId} className="visually-hidden">
          {strings.rooms.heading}
        </h2>
        <MessageList
          history={{ state: 'ready', messages, older: 'end', newer: 'end', latest: messages }}
          messages={messages}
          moves={moves}
          readUpToMs={sampleNowMs - 15 * 60_000}
          people={people}
          me={me}
          labelledBy={headingId}
          actions={actions}
          link={link}
          target={undefined}
          onSeen={nothing}
          empty={null}
        />
      </div>
    </CallableContext>
  );
};

const Field = ({ draft: first = '' }: { readonly draft?: string }) => {
  const [draft, setDraft] = useState(first);
  return (
    <div className="stage-piece">
      <Composer
        roomName="Salon"
        draft={draft}
        onDraft={setDraft}
        onSend={() => 'taken'}
        sources={sources}
        inputRef={null}
      />
    </div>
  );
};

const sources = { names: ['Bo', 'Chloé'], commands: [] };

const lines = 'Premier.\nSecond.\n\n```ts\nconst answer = 42;\n```';

const Composers = () => (
  <>
    <Field />
    <Field draft="Bonjour" />
    <Field draft={lines} />
    <Field draft="مرحبا" />
    <Field draft={'a'.repeat(limits.messageText - 40)} />
    <Field draft={'a'.repeat(limits.messageText + 40)} />
  </>
);

const Typing = () => (
  <>
    <TypingLine names={typists.slice(0, 1)} />
    <TypingLine names={typists} />
    <TypingLine names={['Ana', 'Bo', 'Chloé', 'Dov', 'Eva', 'Fil']} />
  </>
);

/** What is said, and where. */
export const conversationSections: readonly Section[] = [
  {
    name: 'messages',
    title: { en: 'Messages', fr: 'Messages' },
    isPage: false,
    Content: () => <List messages={stored} />,
  },
  {
    name: 'messages-pending',
    title: { en: 'Messages that have not arrived', fr: 'Messages qui ne sont pas arrivés' },
    isPage: false,
    Content: () => <List messages={pending} />,
  },
  {
    name: 'composer',
    title: { en: 'Where one writes', fr: 'Où l’on écrit' },
    isPage: false,
    Content: Composers,
  },
  { name: 'typing', title: { en: 'Who is writing', fr: 'Qui écrit' }, isPage: false, Content: Typing },
];
