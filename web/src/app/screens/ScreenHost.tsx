import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
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
  const [stack, setStack] = useState<readonly { readonly id: number; readonly screen: Screen }[]>([]);
  const opened = useRef(0);
  const [parts, setParts] = useState<ScreensParts>();
  const [hasFailed, setHasFailed] = useState(false);
  const loaded = parts?.language === language ? parts : undefined;
  const open = useCallback((screen: Screen) => {
    opened.current += 1;
    const id = opened.current;
    setStack((before) => [...before, { id, screen }]);
    setHasFailed(false);
  }, []);
  // In another language they are fetched anew, also when that came while one was open.
  const isWanted = stack.length > 0 && loaded === undefined && !hasFailed;
  useEffect(() => {
    if (!isWanted) return undefined;
    let isOver = false;
    import('./loadScreens.ts')
      .then(({ loadScreens }) => loadScreens(language))
      .then(
        (fetched) => isOver || setParts(fetched),
        () => isOver || setHasFailed(true),
      );
    return () => {
      isOver = true;
    };
  }, [isWanted, language]);
  // A dialog closes a moment after it was asked to, and another may have been opened by then.
  const close = (closed: number): void => setStack((before) => before.filter(({ id }) => id !== closed));

  return (
    <ScreensContext value={open}>
      {children}
      {hasFailed && loaded === undefined && stack.length > 0 && (
        <Sheet title="Causerie" closeLabel={strings.screens.close} onClose={() => setStack([])}>
          <p role="alert">{strings.screens.unreachable}</p>
        </Sheet>
      )}
      {loaded !== undefined &&
        stack.map(({ id, screen }) => (
          <loaded.Screens
            key={id}
            words={loaded.words}
            screen={screen}
            person={person}
            onClose={() => close(id)}
          />
        ))}
    </ScreensContext>
  );
};
