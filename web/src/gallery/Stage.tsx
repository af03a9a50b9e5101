import { useSpeech } from '../strings/StringsContext.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { sections } from './sections.tsx';
import './Stage.css';
import { galleryWords } from './words.ts';

/** One section by itself. */
export const Stage = ({ name }: { readonly name: string }) => {
  const { language } = useSpeech();
  const section = sections.find((each) => each.name === name);
  if (section === undefined) {
    return (
      <main className="stage">
        <p role="alert">{galleryWords[language].unknown(name)}</p>
      </main>
    );
  }
  const { title, isPage, Content } = section;
  if (isPage) return <Content />;
  return (
    <main className="stage">
      <PageTitle>{`${title[language]} · Causerie`}</PageTitle>
      <h1 className="stage-title">{title[language]}</h1>
      <Content />
    </main>
  );
};
