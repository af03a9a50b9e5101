import { paths } from '@causerie/contract';
import type { OwnersValue } from '../backend/ownerDatabase.ts';
import type { LoggedWrite, Verdict } from '../backend/writeLog.ts';
import { ActingBanner } from '../features/developer/ActingBanner.tsx';
import type { Denial } from '../features/developer/denials.ts';
import { DeveloperPanel, type DeveloperSection } from '../features/developer/DeveloperPanel.tsx';
import { PeopleView } from '../features/developer/PeopleView.tsx';
import { placesOf } from '../features/developer/places.ts';
import { SanitiserView, type Render } from '../features/developer/SanitiserView.tsx';
import { TreeView, type WatchPlace } from '../features/developer/TreeView.tsx';
import { WriteList, type ExplainWrite } from '../features/developer/WriteList.tsx';
import { sanitise } from '../features/messages/sanitise.ts';
import type { DeveloperWords } from '../strings/developer/DeveloperWords.ts';
import { DeveloperWordsContext } from '../strings/developer/DeveloperWordsContext.ts';
import { en } from '../strings/developer/en.ts';
import { fr } from '../strings/developer/fr.ts';
import type { Language } from '../strings/languages.ts';
import { useSpeech } from '../strings/StringsContext.ts';
import { conversation, me, myProfile, people, sampleNowMs, sampleRooms } from './samples.ts';
import type { Section } from './section.ts';

const tables: Readonly<Record<Language, DeveloperWords>> = { en, fr };
const nothing = (): void => undefined;
const { lobby } = sampleRooms;

const tree = new Map<string, OwnersValue>([
  [
    paths.messages.at({ roomId: lobby }),
    new Map(
      conversation.map(({ id, by, text, html, atMs }) => [id, { uid: by, text, html, at: atMs, slot: 'a' }]),
    ),
  ],
  ['users', new Map(people)],
  [paths.members.at({ roomId: lobby }), new Map([[me, { role: 'owner', joinedAt: sampleNowMs }]])],
  [paths.room.at({ roomId: lobby }), new Map([['name', 'Salon']])],
]);
const watch: WatchPlace = (path, _last, found) => {
  found(tree.get(path) ?? null);
  return nothing;
};

const write = (id: number, verdict: Verdict, kind: LoggedWrite['kind'] = 'now'): LoggedWrite => ({
  id,
  kind,
  atMs: sampleNowMs + id * 1000,
  changes: new Map<string, unknown>([
    [`messages/${lobby}/-Sample${id}`, { uid: me, text: 'Bonjour !', at: { '.sv': 'timestamp' }, slot: 'a' }],
    [`limits/${me}/messages/a`, { at: { '.sv': 'timestamp' }, key: `${lobby}/-Sample${id}` }],
  ]),
  verdict,
});
const writes = [
  write(0, { state: 'stored', tookMs: 3.4 }, 'leaving'),
  write(1, { state: 'stored', tookMs: 12 }),
  write(2, { state: 'failed', tookMs: 12 }),
  write(3, { state: 'denied', tookMs: 5 }),
  write(4, { state: 'denied', tookMs: 5 }),
  write(5, { state: 'waiting' }),
];
const denial: Denial = {
  atMs: sampleNowMs,
  operation: 'write',
  paths: [],
  path: `/messages/${lobby}/-Sample4`,
  auth: `{"uid":"${me}","provider":"anonymous"}`,
  summary: 'denied',
  steps: [
    { rulePath: '/', kind: '.write', line: 4, column: 15, source: 'false', outcome: 'false', parts: [] },
    {
      rulePath: '/messages/$roomId/$messageId',
      kind: '.write',
      line: 239,
      column: 22,
      source: "auth != null && !root.child('mutes/' + $roomId + '/' + auth.uid).exists()",
      outcome: 'false',
      falsePart: "!root.child('mutes/' + $roomId + '/' + auth.uid).exists()",
      parts: [
        {
          source: "auth != null && !root.child('mutes/' + $roomId + '/' + auth.uid).exists()",
          depth: 0,
          value: 'false',
        },
        { source: 'auth != null', depth: 1, value: 'true' },
        {
          source: "!root.child('mutes/' + $roomId + '/' + auth.uid).exists()",
          depth: 1,
          value: 'false',
        },
        { source: 'auth.uid', depth: 2, value: `"${me}"` },
      ],
    },
  ],
};
const explain: ExplainWrite = async ({ id }) => (id === 4 ? denial : undefined);

const render: Render = async (asked) => {
  const given = 'html' in asked ? asked.html : `<p>${asked.text.replaceAll('<', '&lt;')}</p>`;
  const box = document.createElement('div');
  box.append(sanitise(given) ?? '');
  return {
    made: given,
    cleaned: box.innerHTML,
    ...('text' in asked && { tidied: asked.text.replaceAll('\u202e', '') }),
  };
};

const Panel = ({ first }: { readonly first: DeveloperSection }) => {
  const { language, strings } = useSpeech();
  return (
    <DeveloperWordsContext value={tables[language]}>
      <ActingBanner name={myProfile.name} onBack={nothing} />
      <DeveloperPanel
        first={first}
        onClose={nothing}
        sections={{
          tree: (
            <TreeView
              label={tables[language].tree.room}
              places={placesOf(lobby, me).room}
              firstOpen={[
                `messages/${lobby}`,
                `messages/${lobby}/${conversation[0]?.id ?? ''}`,
                `rooms/${lobby}`,
                `bans/${lobby}`,
              ]}
              watch={watch}
            />
          ),
          writes: <WriteList writes={writes} explain={explain} tag={strings.tag} />,
          sanitiser: <SanitiserView roomId={lobby} watch={watch} render={render} sanitise={sanitise} />,
          people: <PeopleView roomId={lobby} me={me} watch={watch} onAct={nothing} />,
        }}
      />
    </DeveloperWordsContext>
  );
};

const section = (first: DeveloperSection): Section => ({
  name: `developer-${first}`,
  title: { en: `Developer: ${en.tabs[first]}`, fr: `${fr.heading} : ${fr.tabs[first]}` },
  isPage: false,
  Content: () => <Panel first={first} />,
});

/** What stands beside the page while it is served for developing. */
export const developerSections: readonly Section[] = (['tree', 'writes', 'sanitiser', 'people'] as const).map(
  section,
);
