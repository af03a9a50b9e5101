import { limits } from '@causerie/contract';
import { useState } from 'react';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { Field } from '../../ui/Field.tsx';
import { nameProblem, normaliseLine, topicProblem, type LineProblem, type RoomWords } from './planRoom.ts';

interface RoomWordsState {
  readonly typed: RoomWords;
  readonly change: (words: RoomWords) => void;
  readonly problems: { readonly name: LineProblem | undefined; readonly topic: LineProblem | undefined };
  /** What was written, or nothing when something is wrong with it; from then on the fields say what. */
  readonly check: () => RoomWords | undefined;
}

/** A name and a topic while they are being written. */
export const useRoomWords = (first: RoomWords): RoomWordsState => {
  const [typed, setTyped] = useState(first);
  const [hasTried, setHasTried] = useState(false);
  const written = { name: normaliseLine(typed.name), topic: normaliseLine(typed.topic) };
  const name = nameProblem(written.name);
  const topic = topicProblem(written.topic);
  // Nobody needs to hear that a field is empty before they had a chance to fill it.
  const told = (problem: LineProblem | undefined) =>
    hasTried || problem?.code !== 'empty' ? problem : undefined;
  return {
    typed,
    change: setTyped,
    problems: { name: told(name), topic: told(topic) },
    check: () => {
      setHasTried(true);
      return name === undefined && topic === undefined ? written : undefined;
    },
  };
};

export const RoomWordsFields = ({
  fields: { typed, change, problems },
  mayRename,
}: {
  readonly fields: RoomWordsState;
  readonly mayRename: boolean;
}) => {
  const { newRoom: words } = useScreenStrings();
  return (
    <>
      {mayRename && (
        <Field
          label={words.name}
          hint={words.nameHint(limits.roomName)}
          problem={problems.name && words.problem(problems.name)}
        >
          {(field) => (
            <input
              {...field}
              value={typed.name}
              onChange={(event) => change({ ...typed, name: event.target.value })}
              autoComplete="off"
              dir="auto"
            />
          )}
        </Field>
      )}
      <Field
        label={words.topic}
        hint={words.topicHint}
        problem={problems.topic && words.problem(problems.topic)}
      >
        {(field) => (
          <input
            {...field}
            value={typed.topic}
            onChange={(event) => change({ ...typed, topic: event.target.value })}
            autoComplete="off"
            dir="auto"
          />
        )}
      </Field>
    </>
  );
};
