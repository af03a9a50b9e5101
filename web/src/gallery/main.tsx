import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from '../app/ErrorScreen.tsx';
import { startOffline } from '../backend/startOffline.ts';
import { keptLanguage } from '../strings/keptLanguage.ts';
import { chooseLanguage, loadStrings } from '../strings/languages.ts';
import { StringsProvider } from '../strings/StringsProvider.tsx';
import '../ui/base.css';
import { Gallery } from './Gallery.tsx';
import { sampleTree } from './samples.ts';
import { Stage } from './Stage.tsx';

const place = document.getElementById('root');
if (place === null) throw new Error('gallery.html has no element with the id "root".');

/** `?show=` a section alone, as the frame and the tests do; without it, the frame. `lang=` as a BCP 47 tag. */
const asked = new URLSearchParams(location.search);
const shown = asked.get('show');
const chosen = chooseLanguage([asked.get('lang') ?? [], keptLanguage() ?? [], navigator.languages].flat());
document.documentElement.lang = chosen.tag;

const start = async (): Promise<void> => {
  const strings = await loadStrings(chosen);
  startOffline(sampleTree());
  createRoot(place).render(
    <StringsProvider first={{ language: chosen.language, strings }}>
      <ErrorBoundary>{shown === null ? <Gallery /> : <Stage name={shown} />}</ErrorBoundary>
    </StringsProvider>,
  );
};
void start();
