import { useState } from 'react';
import { call } from '../../backend/call.ts';
import { addWayIn, currentAccount, signOut } from '../../backend/signIn.ts';
import { useSource } from '../../backend/useSource.ts';
import { whoIsHere } from '../../backend/whoIsHere.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { MyData } from './MyData.tsx';
import { ProofForm } from './ProofForm.tsx';

/** How the person in front of the page can come back, and how they go. `waiting` messages have not been sent. */
export const AccountSection = ({ waiting }: { readonly waiting: number }) => {
  const { account: words } = useScreenStrings();
  // The library may name the account after this is open, such as when the network is back.
  useSource(whoIsHere);
  const account = currentAccount();
  const [isSaved, setIsSaved] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (account === undefined) return <p className="dialog-hint">{words.notYet}</p>;

  const everywhere = async (): Promise<void> => {
    setIsBusy(true);
    setProblem(undefined);
    const outcome = await call('signOutEverywhere', {});
    setIsBusy(false);
    // Over already is what was wanted.
    if ('result' in outcome || outcome.failure.reason === 'sessionEnded') await signOut();
    else setProblem(words.callProblem(outcome.failure));
  };

  const warning = waiting > 0 ? words.waiting(waiting) : '';
  return (
    <>
      <section className="dialog-section">
        <h3>{words.heading}</h3>
        <output className="dialog-done">{isSaved && words.saved}</output>
        {account.isGuest ? (
          <>
            <p className="dialog-hint">{words.guestHint}</p>
            <ProofForm isNew submit={words.keep} onProof={addWayIn} onDone={() => setIsSaved(true)} />
          </>
        ) : (
          <p>{words.signedInAs(account.email, account.hasPassword, account.hasGoogle)}</p>
        )}
      </section>
      <MyData />
      <section className="dialog-section">
        <h3>{words.out}</h3>
        <div className="dialog-form">
          <Confirm
            label={words.signOut}
            question={`${account.isGuest ? words.guestOutQuestion : words.outQuestion} ${warning}`.trim()}
            yes={words.signOut}
            no={words.stay}
            isBusy={false}
            onYes={() => void signOut()}
          />
          {!account.isGuest && (
            <Confirm
              label={words.everywhere}
              question={`${words.everywhereQuestion} ${warning}`.trim()}
              yes={words.everywhere}
              no={words.stay}
              isBusy={isBusy}
              onYes={() => void everywhere()}
            />
          )}
          <Problem words={problem} />
        </div>
      </section>
    </>
  );
};
