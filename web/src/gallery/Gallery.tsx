import { useState } from 'react';
import { LanguageSwitch } from '../features/language/LanguageSwitch.tsx';
import { useSpeech } from '../strings/StringsContext.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import './Gallery.css';
import { sections } from './sections.tsx';
import { galleryWords } from './words.ts';

const widths = ['desktop', 'phone'] as const;
const schemes = ['system', 'light', 'dark'] as const;

/** The frame around the pieces. Each is shown in a page of its own, so that it is as wide, and as dark, as is asked for. */
export const Gallery = () => {
  const { language, strings } = useSpeech();
  const words = galleryWords[language];
  const [name, setName] = useState(sections[0]?.name ?? '');
  const [width, setWidth] = useState<(typeof widths)[number]>('desktop');
  const [scheme, setScheme] = useState<(typeof schemes)[number]>('system');
  const title = sections.find((section) => section.name === name)?.title[language] ?? name;
  return (
    <div className="gallery">
      <PageTitle>{words.heading}</PageTitle>
      <header className="gallery-head">
        <h1>{words.heading}</h1>
        <Choice label={words.width} options={widths} chosen={width} nameOf={words} onChoose={setWidth} />
        <Choice label={words.scheme} options={schemes} chosen={scheme} nameOf={words} onChoose={setScheme} />
        <LanguageSwitch />
      </header>
      <nav className="gallery-sections" aria-label={words.sections}>
        <ul>
          {sections.map((section) => (
            <li key={section.name}>
              <button
                type="button"
                className="gallery-section"
                value={section.name}
                aria-pressed={section.name === name}
                onClick={() => setName(section.name)}
              >
                {section.title[language]}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <main className="gallery-stage">
        {/* It is this page again. */}
        {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
        <iframe
          className="gallery-frame"
          title={title}
          data-width={width}
          data-scheme={scheme}
          src={`?show=${name}&lang=${strings.tag}`}
        />
      </main>
    </div>
  );
};

const Choice = <Option extends string>({
  label,
  options,
  chosen,
  nameOf,
  onChoose,
}: {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: Option;
  readonly nameOf: Readonly<Record<Option, string>>;
  readonly onChoose: (option: Option) => void;
}) => (
  <label className="gallery-choice">
    {label}
    <select
      value={chosen}
      onChange={({ target }) => {
        const option = options.find((each) => each === target.value);
        if (option !== undefined) onChoose(option);
      }}
    >
      {options.map((option) => (
        <option key={option} value={option}>
          {nameOf[option]}
        </option>
      ))}
    </select>
  </label>
);
