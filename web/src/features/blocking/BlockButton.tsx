import type { UserId } from '@causerie/contract';
import { useOutcome } from '../../backend/useOutcome.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { setBlocked } from './setBlocked.ts';
import { useBlocked } from './useBlocked.ts';

/** Not to hear from somebody any more, and to hear from them again. */
export const BlockButton = ({ uid, about }: { readonly uid: UserId; readonly about: UserId }) => {
  const { person: words } = useScreenStrings();
  const { refusal: reason } = useStrings();
  const isBlocked = useBlocked(uid).has(about);
  const { isBusy, refusal, run } = useOutcome();
  return (
    <>
      <p className="dialog-hint">{isBlocked ? words.isBlocked : words.blockHint}</p>
      <div className="dialog-buttons">
        <Button kind="quiet" isBusy={isBusy} onClick={() => run(() => setBlocked(uid, about, !isBlocked))}>
          {isBlocked ? words.unblock : words.block}
        </Button>
      </div>
      <Problem words={refusal && reason(refusal)} />
    </>
  );
};
