import { useEffect, useRef, useState, type FormEvent } from 'react';
import { askGoogle, emulatedIdToken, googleIsEmulated, googleIsOffered } from '../../backend/google.ts';
import type { Proof, SignInOutcome } from '../../backend/signIn.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Problem } from '../../ui/Problem.tsx';

/** Where somebody proves who they are, with e-mail and password or with Google. What was typed stays when it is refused. */
export const ProofForm = ({
  isNew,
  submit,
  onProof,
  onDone,
  onForgot,
}: {
  /** A password is chosen here, or one that exists is asked for. */
  readonly isNew: boolean;
  readonly submit: string;
  readonly onProof: (proof: Proof) => Promise<SignInOutcome>;
  readonly onDone: () => void;
  /** Somebody does not know the password any more that belongs to this address. */
  readonly onForgot?: (email: string) => void;
}) => {
  const { account: words } = useScreenStrings();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busyWith, setBusyWith] = useState<Proof['kind']>();
  const asking = useRef<AbortController>(undefined);
  useEffect(() => () => asking.current?.abort(), []);

  const prove = async (proof: Proof): Promise<void> => {
    setBusyWith(proof.kind);
    const outcome = await onProof(proof);
    setBusyWith(undefined);
    if (outcome === 'done') onDone();
    else setProblem(words.problem(outcome, isNew));
  };

  const withPassword = (event: FormEvent): void => {
    event.preventDefault();
    if (busyWith !== undefined) return;
    setProblem(undefined);
    if (email.trim() === '' || password === '') setProblem(words.bothNeeded);
    else void prove({ kind: 'password', email: email.trim(), password });
  };

  const withGoogle = async (): Promise<void> => {
    if (busyWith !== undefined) return;
    setProblem(undefined);
    if (googleIsEmulated) {
      if (email.trim() === '') setProblem(words.googleEmulated);
      else await prove({ kind: 'google', idToken: emulatedIdToken(email.trim()) });
      return;
    }
    setBusyWith('google');
    asking.current = new AbortController();
    const answer = await askGoogle(asking.current.signal);
    setBusyWith(undefined);
    if (typeof answer === 'object') await prove({ kind: 'google', idToken: answer.idToken });
    else if (answer !== 'aborted')
      setProblem(answer === 'blocked' ? words.windowBlocked : words.googleDeclined);
  };

  return (
    <form className="dialog-form" onSubmit={withPassword} noValidate>
      <Field label={words.email}>
        {(field) => (
          <input
            {...field}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            autoComplete="email"
            dir="ltr"
          />
        )}
      </Field>
      <Field label={words.password} hint={isNew ? words.passwordHint : undefined}>
        {(field) => (
          <input
            {...field}
            type="password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            autoComplete={isNew ? 'new-password' : 'current-password'}
          />
        )}
      </Field>
      <Problem words={problem} />
      <div className="dialog-buttons">
        <Button type="submit" kind="primary" isBusy={busyWith === 'password'}>
          {submit}
        </Button>
        {googleIsOffered && busyWith !== 'google' && (
          <Button kind="quiet" onClick={() => void withGoogle()}>
            {words.google}
          </Button>
        )}
        {busyWith === 'google' && (
          <Button kind="quiet" onClick={() => asking.current?.abort()}>
            {words.googleWaiting}
          </Button>
        )}
      </div>
      {onForgot !== undefined && (
        <p>
          <button type="button" className="link-button" onClick={() => onForgot(email.trim())}>
            {words.forgot}
          </button>
        </p>
      )}
    </form>
  );
};
