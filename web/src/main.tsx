import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { ErrorBoundary, ErrorScreen } from './app/ErrorScreen.tsx';
import { startClock } from './backend/clock.ts';
import { startFirebase } from './backend/firebase.ts';
import { chooseStrings } from './strings/chooseStrings.ts';
import { StringsContext } from './strings/StringsContext.ts';
import './ui/base.css';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no element with the id "root".');

const strings = chooseStrings(navigator.languages);
document.documentElement.lang = strings.tag;
const root = createRoot(place);

const show = (screen: React.ReactNode): void =>
  root.render(
    <StrictMode>
      <StringsContext value={strings}>
        <ErrorBoundary>{screen}</ErrorBoundary>
      </StringsContext>
    </StrictMode>,
  );

try {
  await startFirebase();
  startClock();
  show(<App />);
} catch (error) {
  console.error(error);
  show(<ErrorScreen />);
}
