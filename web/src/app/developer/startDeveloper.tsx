import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Developer } from './Developer.tsx';

/**
 * Puts what is for developers beside the page, under a root of its own: whatever happens to the one leaves the other as it is. Only a
 * page that is served for developing fetches this file.
 */
export const startDeveloper = (): void => {
  const place = document.createElement('div');
  place.id = 'developer';
  document.body.append(place);
  createRoot(place).render(
    <StrictMode>
      <Developer />
    </StrictMode>,
  );
};
