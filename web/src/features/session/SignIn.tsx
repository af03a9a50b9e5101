import { limits, nicknameProblem, normaliseNickname } from '@causerie/contract';
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { Strings } from '../../strings/Strings.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Seal } from '../../ui/Seal.tsx';
import { Wordmark } from '../../ui/Wordmark.tsx';
import { colorOf } from './planClaim.ts';
import type { ClaimOutcome, SessionStore } from './session.ts';
import './SignIn.css';

/** Where a newcomer picks a name. `foot` says how the connection is, and in which languages this can be read. */
export const SignIn = ({
  claim,
  onReturning,
  isWholePage = true,
  foot,
}: {
  readonly claim: SessionStore['claim'];
  /** Somebody has an account. Left out where there is no way back to one. */
  readonly onReturning?: () => void;
  /** Nothing else is on the page, so that this may take the focus. */
  readonly isWholePage?: boolean;
  readonly foot: ReactNode;
}) => {
  const strings = useStrings();
  const [typed, setTyped] = useState('');
  const [isEntering, setIsEntering] = useState(false);
  /** What the server said, and about which name. */
  const [answer, setAnswer] = useState<{ readonly name: string; readonly outcome: ClaimOutcome }>();
  const [hasTried, setHasTried] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const inputId = useId();
  const hintId = useId();
  const problemId = useId();

  // The one thing to do here.
  useEffect(() => {
    if (isWholePage) input.current?.focus();
  }, [isWholePage]);

  const name = normaliseNickname(typed);
  const problem = nicknameProblem(name);
  // Nobody needs to hear that two letters are too few while typing the first, or that a space ends the name.
  const isUnfinished = problem?.code === 'too_short' || (problem?.code === 'edge' && name.length > 1);
  const sentence =
    problem !== undefined
      ? isUnfinished && !hasTried
        ? undefined
        : strings.session.problem(problem)
      : answer?.name === name
        ? sentenceFor(answer.outcome, name, strings)
        : undefined;

  const enter = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setHasTried(true);
    if (problem !== undefined || isEntering) return;
    setIsEntering(true);
    setAnswer(undefined);
    const outcome = await claim(name);
    setAnswer({ name, outcome });
    setIsEntering(false);
  };

  return (
    <main className="sign-in">
      <form className="sign-in-card" onSubmit={(event) => void enter(event)} noValidate>
        <Wordmark />
        <h1 className="sign-in-welcome">{strings.session.welcome}</h1>
        <p className="sign-in-invitation">{strings.session.invitation}</p>

        <label className="sign-in-label" htmlFor={inputId}>
          {strings.session.nickname}
        </label>
        <input
          ref={input}
          id={inputId}
          className="sign-in-input"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setHasTried(false);
          }}
          // The rule's list of values lacks this one, which the HTML standard has.
          // oxlint-disable-next-line jsx-a11y/autocomplete-valid
          autoComplete="nickname"
          autoCapitalize="words"
          spellCheck={false}
          enterKeyHint="go"
          dir="auto"
          aria-invalid={sentence !== undefined}
          aria-describedby={sentence === undefined ? hintId : problemId}
        />
        <div className="sign-in-help">
          <p id={hintId} className="sign-in-hint" hidden={sentence !== undefined}>
            {strings.session.nicknameHint(limits.nameMin, limits.nameMax)}
          </p>
          <p id={problemId} className="sign-in-problem" role="alert">
            {sentence}
          </p>
        </div>

        <Button type="submit" kind="primary" isBusy={isEntering}>
          {isEntering ? strings.session.entering : strings.session.enter}
        </Button>
        {onReturning !== undefined && (
          <p className="sign-in-returning">
            <button type="button" className="link-button" onClick={onReturning}>
              {strings.session.haveAccount}
            </button>
          </p>
        )}

        <p className="sign-in-preview" data-shown={problem === undefined}>
          <Seal name={name} color={colorOf(name)} />
          <span>
            <bdi className="sign-in-preview-name">{name}</bdi>
            <span className="sign-in-preview-hint">{strings.session.preview}</span>
          </span>
        </p>
      </form>
      <footer className="sign-in-foot">{foot}</footer>
    </main>
  );
};

const sentenceFor = (outcome: ClaimOutcome, name: string, { session }: Strings): string | undefined => {
  switch (outcome.kind) {
    case 'entered':
      return undefined;
    case 'taken':
      return session.taken(name, outcome.existing);
    case 'refused':
      return session.refused;
    case 'unreachable':
      return session.unreachable;
  }
};
