import { useState } from 'react';
import { sendReset, signIn } from '../../backend/signIn.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useCloseDialog } from '../../ui/Dialog.tsx';
import { ProofForm } from './ProofForm.tsx';

/** For whoever has an account: back in, or a new password. */
export const Returning = () => {
  const { account: words } = useScreenStrings();
  const close = useCloseDialog();
  const [said, setSaid] = useState<string>();
  const reset = async (email: string): Promise<void> => {
    setSaid(undefined);
    if (email === '') {
      setSaid(words.resetNeedsEmail);
      return;
    }
    const outcome = await sendReset(email);
    setSaid(outcome === 'done' ? words.resetSent(email) : words.problem(outcome, false));
  };
  return (
    <>
      <ProofForm
        isNew={false}
        submit={words.signIn}
        onProof={signIn}
        onDone={close}
        onForgot={(email) => void reset(email)}
      />
      <output className="dialog-done">{said}</output>
    </>
  );
};
