/** @jsxImportSource preact */
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { LiveAnswer, Second } from '../src/inspect/answers.ts';
import { ActivityPanel } from './activity/ActivityPanel.tsx';
import { ConnectionsPanel } from './connections/ConnectionsPanel.tsx';
import { CoveragePanel } from './CoveragePanel.tsx';
import { DatabaseChoice } from './DatabaseChoice.tsx';
import { DataPanel } from './data/DataPanel.tsx';
import { DenialsPanel } from './denials/DenialsPanel.tsx';
import { formatPlace, readPlace, type View, views } from './place.ts';
import { RulesPanel } from './rules/RulesPanel.tsx';
import { server } from './server.ts';
import { firstLanguage, keepLanguage, type Language, languages, StringsContext } from './strings/language.ts';
import { TabList } from './TabList.tsx';
import { usePoll } from './usePoll.ts';

const pauseMs = 1_000;
/** As far back as the plots go. */
const keptSeconds = 300;

export const App = () => {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const strings = languages[language];
  const [place, setPlace] = useState(() => readPlace(location.hash));
  const [figures, setFigures] = useState<LiveAnswer>();
  const [seconds, setSeconds] = useState<readonly Second[]>([]);
  const [isLost, setIsLost] = useState(false);
  const lastSecond = useRef(0);

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = strings.title;
  }, [language, strings]);
  useEffect(() => {
    const follow = (): void => setPlace(readPlace(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  const onTrouble = useCallback((): void => setIsLost(true), []);
  usePoll(
    async () => {
      try {
        const answer = await server.live(lastSecond.current);
        setFigures(answer);
        setIsLost(false);
        const newest = answer.seconds.at(-1)?.number;
        if (newest === undefined) return;
        // An emulator that was started again counts from the beginning.
        const isAnother = newest < lastSecond.current;
        lastSecond.current = newest;
        setSeconds((before) => [...(isAnother ? [] : before), ...answer.seconds].slice(-keptSeconds));
      } catch {
        setIsLost(true);
      }
    },
    pauseMs,
    [],
  );

  const databases = figures?.databases;
  const ns = place.ns ?? busiest(databases);
  const go = (to: { readonly ns?: string; readonly view?: View; readonly line?: number }): void => {
    const next = { view: place.view, ...(ns === undefined ? {} : { ns }), ...to };
    setPlace(next);
    history.replaceState(null, '', formatPlace(next));
  };
  const current = databases?.find(({ name }) => name === ns);
  const labels = useMemo(() => views.map((view) => [view, strings.tabs[view]] as const), [strings]);

  return (
    <StringsContext.Provider value={strings}>
      <a class="skip" href="#panel" onClick={(event) => focusPanel(event)}>
        {strings.skip}
      </a>
      <header class="top">
        <h1>{strings.title}</h1>
        <DatabaseChoice
          names={databases?.map(({ name }) => name) ?? []}
          chosen={ns}
          onChoose={(name) => go({ ns: name })}
        />
        <label class="language">
          <span class="unseen">{strings.language}</span>
          <select
            value={language}
            onChange={({ currentTarget }) => {
              const chosen: Language = currentTarget.value === 'fr' ? 'fr' : 'en';
              setLanguage(chosen);
              keepLanguage(chosen);
            }}
          >
            <option value="en" lang="en">
              English
            </option>
            <option value="fr" lang="fr">
              Français
            </option>
          </select>
        </label>
      </header>
      <output class="notices">
        {isLost && <span class="notice notice-bad">{strings.lost}</span>}
        {current?.hasRules === false && (
          <span class="notice notice-loud">{strings.openToAll(current.name)}</span>
        )}
      </output>
      <TabList
        label={strings.views}
        tabs={labels}
        chosen={place.view}
        count={(view) =>
          view === 'denials' && current !== undefined && current.denials > 0 ? current.denials : undefined
        }
        onChoose={(view) => go({ view })}
      />
      <main>
        <div id="panel" role="tabpanel" aria-labelledby={`tab-${place.view}`} tabIndex={-1}>
          {ns === undefined && place.view !== 'activity' ? (
            <p class="empty">{strings.noDatabase}</p>
          ) : (
            <Panel
              key={place.view === 'activity' ? '' : ns}
              view={place.view}
              ns={ns ?? ''}
              line={place.line}
              figures={figures}
              seconds={seconds}
              onTrouble={onTrouble}
              onShowLine={(line) => go({ view: 'rules', line })}
              onChooseDatabase={(name) => go({ ns: name, view: 'data' })}
            />
          )}
        </div>
      </main>
    </StringsContext.Provider>
  );
};

interface PanelProps {
  readonly view: View;
  readonly ns: string;
  readonly line: number | undefined;
  readonly figures: LiveAnswer | undefined;
  readonly seconds: readonly Second[];
  readonly onTrouble: () => void;
  readonly onShowLine: (line: number) => void;
  readonly onChooseDatabase: (name: string) => void;
}

const Panel = ({ view, ns, line, figures, seconds, onTrouble, onShowLine, onChooseDatabase }: PanelProps) => {
  switch (view) {
    case 'data':
      return <DataPanel ns={ns} onTrouble={onTrouble} />;
    case 'connections':
      return <ConnectionsPanel ns={ns} nowMs={figures?.atMs ?? 0} onTrouble={onTrouble} />;
    case 'activity':
      return <ActivityPanel figures={figures} seconds={seconds} onChoose={onChooseDatabase} />;
    case 'denials':
      return <DenialsPanel ns={ns} onTrouble={onTrouble} onShowLine={onShowLine} />;
    case 'coverage':
      return <CoveragePanel ns={ns} />;
    case 'rules':
      return (
        <RulesPanel
          ns={ns}
          line={line}
          hasRules={figures?.databases.find(({ name }) => name === ns)?.hasRules ?? false}
          onTrouble={onTrouble}
        />
      );
  }
};

/** Whoever opens the page without a word means the database that something happens in. */
const busiest = (databases: LiveAnswer['databases'] | undefined): string | undefined =>
  databases?.toSorted(
    (a, b) => b.connections - a.connections || b.writes - a.writes || b.children - a.children,
  )[0]?.name;

const focusPanel = (event: Event): void => {
  event.preventDefault();
  document.getElementById('panel')?.focus();
};
