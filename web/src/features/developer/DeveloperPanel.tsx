import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useDeveloperWords } from '../../strings/developer/DeveloperWordsContext.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useOwnId } from './useOwnId.ts';
import './developer.css';

const sectionNames = ['tree', 'writes', 'sanitiser', 'people'] as const;
export type DeveloperSection = (typeof sectionNames)[number];

/** The sections for whoever develops, one at a time. What was looked at once goes on behind the others. */
export const DeveloperPanel = ({
  sections,
  first = 'tree',
  takesFocus = false,
  onClose,
}: {
  readonly sections: Readonly<Record<DeveloperSection, ReactNode>>;
  readonly first?: DeveloperSection;
  readonly takesFocus?: boolean;
  readonly onClose: () => void;
}) => {
  const words = useDeveloperWords();
  const [current, setCurrent] = useState<DeveloperSection>(first);
  const [visited, setVisited] = useState<ReadonlySet<DeveloperSection>>(new Set([first]));
  const tabs = useRef<HTMLDivElement>(null);
  const id = useOwnId();

  useEffect(() => {
    if (takesFocus) tabs.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  }, [takesFocus]);

  const choose = (name: DeveloperSection): void => {
    setCurrent(name);
    setVisited((before) => new Set(before).add(name));
  };
  const move = (event: KeyboardEvent): void => {
    const index = sectionNames.indexOf(current);
    const last = sectionNames.length - 1;
    const places = new Map([
      ['ArrowRight', index === last ? 0 : index + 1],
      ['ArrowLeft', index === 0 ? last : index - 1],
      ['Home', 0],
      ['End', last],
    ]);
    const place = places.get(event.key);
    const name = place === undefined ? undefined : sectionNames[place];
    if (place === undefined || name === undefined) return;
    event.preventDefault();
    choose(name);
    const tab = tabs.current?.children[place];
    if (tab instanceof HTMLElement) tab.focus();
  };

  return (
    <aside className="developer-panel" aria-label={words.heading}>
      <header className="developer-head">
        <h2>{words.heading}</h2>
        <button type="button" className="icon-button" aria-label={words.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {/* Its tabs have the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div ref={tabs} role="tablist" aria-label={words.sections} className="developer-tabs" onKeyDown={move}>
        {sectionNames.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            className="developer-tab"
            aria-selected={name === current}
            aria-controls={`${id}-${name}-panel`}
            tabIndex={name === current ? 0 : -1}
            onClick={() => choose(name)}
          >
            {words.tabs[name]}
          </button>
        ))}
      </div>
      {sectionNames.map((name) => (
        <div
          key={name}
          role="tabpanel"
          id={`${id}-${name}-panel`}
          aria-labelledby={`${id}-${name}`}
          className="developer-content"
          hidden={name !== current}
        >
          {visited.has(name) && sections[name]}
        </div>
      ))}
    </aside>
  );
};
