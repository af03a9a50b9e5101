import { eraseConfirmation, type CallFailure, type ExportedItem } from '@causerie/contract';
import { useState } from 'react';
import { call, type CallOutcome } from '../../backend/call.ts';
import { signOut } from '../../backend/signIn.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Problem } from '../../ui/Problem.tsx';

type Failure = CallFailure | { readonly reason: 'unreachable' };

/** Everything that is stored about the person, page by page. */
const collect = async (): Promise<readonly ExportedItem[] | Failure> => {
  const items: ExportedItem[] = [];
  let cursor: string | null = null;
  do {
    const outcome: CallOutcome<'exportMyData'> = await call('exportMyData', { cursor });
    if ('failure' in outcome) return outcome.failure;
    items.push(...outcome.result.items);
    cursor = outcome.result.next;
  } while (cursor !== null);
  return items;
};

/** Hands a file to the person, as if they had downloaded it. */
const handOut = (name: string, content: unknown): void => {
  const address = URL.createObjectURL(
    new Blob([JSON.stringify(content, undefined, 2)], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};

/** What is stored about the person in front of the page: to take along, and to have erased. */
export const MyData = () => {
  const { account: words } = useScreenStrings();
  const [busyWith, setBusyWith] = useState<'export' | 'erase'>();
  const [failure, setFailure] = useState<Failure>();

  const take = async (): Promise<void> => {
    if (busyWith !== undefined) return;
    setBusyWith('export');
    setFailure(undefined);
    const collected = await collect();
    setBusyWith(undefined);
    if ('reason' in collected) setFailure(collected);
    else handOut('causerie.json', collected);
  };
  const erase = async (): Promise<void> => {
    setBusyWith('erase');
    setFailure(undefined);
    const outcome = await call('eraseAccount', { confirm: eraseConfirmation });
    setBusyWith(undefined);
    if ('failure' in outcome) setFailure(outcome.failure);
    else await signOut();
  };

  return (
    <section className="dialog-section">
      <h3>{words.data}</h3>
      <p className="dialog-hint">{words.dataHint}</p>
      <div className="dialog-form">
        <div className="dialog-buttons">
          <Button kind="quiet" isBusy={busyWith === 'export'} onClick={() => void take()}>
            {busyWith === 'export' ? words.collecting : words.take}
          </Button>
        </div>
        <Confirm
          label={words.erase}
          question={words.eraseQuestion}
          yes={words.erase}
          no={words.stay}
          isBusy={busyWith === 'erase'}
          onYes={() => void erase()}
        />
        <Problem words={failure && words.callProblem(failure)} />
      </div>
    </section>
  );
};
