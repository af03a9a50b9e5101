/** @jsxImportSource preact */
import { useRef } from 'preact/hooks';
import { useStrings } from './strings/language.ts';

interface TabListProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly (readonly [name: Name, label: string])[];
  readonly chosen: Name;
  readonly count: (name: Name) => number | undefined;
  readonly onChoose: (name: Name) => void;
}

/** Tabs of which one is a stop of the keyboard, and arrows go to the others. */
export const TabList = <Name extends string>({
  label,
  tabs,
  chosen,
  count,
  onChoose,
}: TabListProps<Name>) => {
  const strings = useStrings();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(([name]) => name === chosen);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const tab = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (tab === undefined) return;
    event.preventDefault();
    onChoose(tab[0]);
    list.current?.querySelector<HTMLElement>(`#tab-${tab[0]}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list}>
      {tabs.map(([name, text]) => {
        const number = count(name);
        return (
          <button
            key={name}
            id={`tab-${name}`}
            type="button"
            role="tab"
            aria-selected={name === chosen}
            aria-controls="panel"
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => onChoose(name)}
            onKeyDown={move}
          >
            {text}
            {number !== undefined && <span class="badge">{strings.number(number)}</span>}
          </button>
        );
      })}
    </div>
  );
};
