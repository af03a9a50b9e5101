import { useCallback, useState, type ReactNode } from 'react';
import { useSpeech } from '../../strings/StringsContext.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { ScreensContext, type Person, type Screen } from './screen.ts';
import type { ScreensParts } from './loadScreens.ts';

/** Shows the screens that are open over what stands inside it. They and their words are fetched when the first one is asked for. */
export const ScreenHost = ({
  person,
  children,
}: {
  /** Who is signed in, if anybody. */
  readonly person?: Person;
  readonly children: ReactNode;
}) => {
  const { language, strings } = useSpeech();
  const [stack, setStack] = useState<readonly Screen[]>([]);
  const [parts, setParts] = useState<ScreensParts>();
  const [hasFailed, setHasFailed] = useState(false);
  const loaded = parts?.language === language ? parts : undefined;
  const open = useCallback(
    (screen: Screen) => {
      setStack((before) => [...before, screen]);
      if (loaded !== undefined) return;
      setHasFailed(false);
      import('./loadScreens.ts')
        .then(({ loadScreens }) => loadScreens(language))
        .then(setParts, () => setHasFailed(true));
    },
    [loaded, language],
  );
  const closeFrom = (index: number): void => setStack((before) => before.slice(0, index));

  return (
    <ScreensContext value={open}>
      {children}
      {hasFailed && stack.length > 0 && (
        <Sheet title="Causerie" closeLabel={strings.screens.close} onClose={() => closeFrom(0)}>
          <p role="alert">{strings.screens.unreachable}</p>
        </Sheet>
      )}
      {loaded !== undefined &&
        stack.map((screen, index) => (
          <loaded.Screens
            // Screens are only ever added and removed at the end.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            words={loaded.words}
            screen={screen}
            person={person}
            onClose={() => closeFrom(index)}
          />
        ))}
    </ScreensContext>
  );
};
