import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { ErrorBoundary, ErrorScreen } from './app/ErrorScreen.tsx';
import { startClock } from './backend/clock.ts';
import { startFirebase } from './backend/firebase.ts';
import { returnFromGoogle } from './backend/googleReturn.ts';
import { keptLanguage } from './strings/keptLanguage.ts';
import { chooseLanguage, loadStrings } from './strings/languages.ts';
import { StringsProvider } from './strings/StringsProvider.tsx';
import './ui/base.css';

returnFromGoogle();

/** Whatever a page loads first comes first. */
const keepPageAfterMs = 3000;

const keepPageForLater = (): void => {
  import('./backend/keepPage.ts')
    .then(({ keepPage }) => keepPage())
    .catch((error: unknown) => console.warn('The page will not open without a network:', error));
};

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no element with the id "root".');

const chosen = chooseLanguage([keptLanguage() ?? [], navigator.languages].flat());
document.documentElement.lang = chosen.tag;
const speaking = loadStrings(chosen);
const root = createRoot(place);

// Not awaited here: what is fetched meanwhile is built upon this file, and would wait for it to end.
const start = async (): Promise<void> => {
  try {
    const starting = startFirebase();
    // Both are on their way at once, and whichever fails second must not go unheard.
    const [started, spoken] = await Promise.allSettled([starting, speaking]);
    if (spoken.status === 'rejected') throw spoken.reason;
    const show = (screen: React.ReactNode): void =>
      root.render(
        <StringsProvider first={{ language: chosen.language, strings: spoken.value }}>
          <ErrorBoundary>{screen}</ErrorBoundary>
        </StringsProvider>,
      );
    if (started.status === 'fulfilled') {
      startClock();
      show(<App />);
      if (import.meta.env.MODE === 'production') setTimeout(keepPageForLater, keepPageAfterMs);
      if (import.meta.env.DEV)
        void import('./app/developer/startDeveloper.tsx').then((module) => module.startDeveloper());
    } else {
      console.error(started.reason);
      show(<ErrorScreen />);
    }
  } catch (error) {
    console.error(error);
    // Not even words could be fetched. These two sentences stand in for all others.
    place.textContent = {
      en: 'Causerie could not be loaded. Check your connection and reload the page.',
      fr: 'Causerie n’a pas pu être chargée. Vérifiez votre connexion et rechargez la page.',
    }[chosen.language];
  }
};
void start();
