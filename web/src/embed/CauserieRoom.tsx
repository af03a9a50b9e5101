import { isRoomId } from '@causerie/contract';
import { createRoot, type Root } from 'react-dom/client';
import { startClock } from '../backend/clock.ts';
import { startFirebase } from '../backend/firebase.ts';
import { chooseLanguage, loadStrings, type Language } from '../strings/languages.ts';
import { SpeechContext, type Speech } from '../strings/StringsContext.ts';
import type { Strings } from '../strings/Strings.ts';
import '../ui/base.css';
import './CauserieRoom.css';
import { EmbeddedRoom } from './EmbeddedRoom.tsx';

let started: Promise<void> | undefined;

/** However many rooms a page has, it has one connection, to the project of the first. */
const startOnce = (config: string | null): Promise<void> =>
  (started ??= startFirebase(
    config === null ? undefined : (JSON.parse(config) as Parameters<typeof startFirebase>[0]),
  ).then(startClock));

/**
 * `<causerie-room room="lobby" lang="fr" config='{"apiKey": …}'>`: a room, in a shadow root, so that neither it nor the page
 * around it can change how the other looks, except by the variables that CSS inherits. `room` is the room's id, `lang` a BCP 47 tag in place
 * of the browser's, `config` the project's configuration as JSON where the page does not stand on that project's Hosting.
 */
export class CauserieRoom extends HTMLElement {
  #root: Root | undefined;

  connectedCallback(): void {
    const roomId = this.getAttribute('room') ?? '';
    if (!isRoomId(roomId)) {
      throw new Error(
        `<causerie-room room="${roomId}"> names no room: give it the id of one, such as "lobby".`,
      );
    }
    const chosen = chooseLanguage([this.lang === '' ? [] : this.lang, navigator.languages].flat());
    const place = this.#place();
    place.lang = chosen.tag;
    const root = createRoot(place);
    this.#root = root;
    Promise.all([loadStrings(chosen), startOnce(this.getAttribute('config'))])
      .then(([strings]) => {
        // It may have been taken away meanwhile.
        if (this.#root !== root) return;
        root.render(
          <SpeechContext value={speechOf(chosen.language, strings)}>
            <EmbeddedRoom roomId={roomId} />
          </SpeechContext>,
        );
      })
      .catch((error: unknown) => {
        console.error(error);
        place.textContent = unreachable[chosen.language];
      });
  }

  disconnectedCallback(): void {
    this.#root?.unmount();
    this.#root = undefined;
  }

  /** An empty place in the shadow root, beside the styles. */
  #place(): HTMLElement {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const styles = document.createElement('link');
    styles.rel = 'stylesheet';
    styles.href = new URL(/* @vite-ignore */ 'causerie-room.css', import.meta.url).href;
    const place = document.createElement('div');
    place.className = 'embed';
    shadow.replaceChildren(styles, place);
    return place;
  }
}

/** The page around it decides the language, once. */
const speechOf = (language: Language, strings: Strings): Speech => ({
  language,
  strings,
  speak: async () => undefined,
});

/** Not even words could be fetched. */
const unreachable: Readonly<Record<Language, string>> = {
  en: 'The room could not be loaded. Check your connection and reload the page.',
  fr: 'Le salon n’a pas pu être chargé. Vérifiez votre connexion et rechargez la page.',
};
