import {
  limits,
  nicknameProblem,
  normaliseNickname,
  paths,
  profile as profileRecord,
  skeletonOf,
  type Profile,
  type UserId,
} from '@causerie/contract';
import { useState, type FormEvent } from 'react';
import { act, type Outcome } from '../../backend/act.ts';
import { readOnce } from '../../backend/live.ts';
import { useOutcome } from '../../backend/useOutcome.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Seal } from '../../ui/Seal.tsx';
import { planProfile } from './planProfile.ts';
import './EditProfile.css';

const colors = Array.from({ length: limits.colors }, (_, color) => color);

/** Whose name stands in the way of one, as they write it; `undefined` when nobody else's does. */
const holderOf = async (uid: UserId, name: string): Promise<string | undefined> => {
  const holder = await readOnce(paths.name.at({ skeleton: skeletonOf(name) })).catch(() => null);
  if (typeof holder !== 'string' || holder === uid) return undefined;
  return profileRecord.read(await readOnce(paths.user.at({ uid: holder })).catch(() => null))?.name;
};

/** Name and colour, as others see them. */
export const EditProfile = ({ uid, profile }: { readonly uid: UserId; readonly profile: Profile }) => {
  const { me: words } = useScreenStrings();
  const { session, refusal: reason } = useStrings();
  const [typed, setTyped] = useState(profile.name);
  const [color, setColor] = useState(profile.color % limits.colors);
  const [hasTried, setHasTried] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const [taken, setTaken] = useState<{ readonly name: string; readonly by: string }>();
  const { isBusy, refusal, run } = useOutcome();

  const name = normaliseNickname(typed);
  const problem = nicknameProblem(name);
  const sentence =
    problem !== undefined
      ? hasTried
        ? session.problem(problem)
        : undefined
      : taken?.name === name
        ? session.taken(name, taken.by)
        : undefined;

  const store = async (): Promise<Outcome> => {
    const changes = planProfile(uid, profile, { name, color });
    if (changes.size === 0) return 'done';
    const outcome = await act(uid, changes, { budget: { of: 'profiles', key: skeletonOf(name) } });
    if (outcome !== 'done' && outcome.kind === 'notAllowed') {
      const by = await holderOf(uid, name);
      if (by !== undefined) setTaken({ name, by });
    }
    return outcome;
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setHasTried(true);
    setIsSaved(false);
    if (problem === undefined) run(store, () => setIsSaved(true));
  };

  return (
    <form className="dialog-form" onSubmit={save} noValidate>
      <div className="profile-preview">
        <Seal name={name} color={color} />
        <bdi>{name === '' ? '…' : name}</bdi>
      </div>
      <Field
        label={session.nickname}
        hint={session.nicknameHint(limits.nameMin, limits.nameMax)}
        problem={sentence}
      >
        {(field) => (
          <input
            {...field}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setHasTried(false);
            }}
            // The rule's list of values lacks this one, which the HTML standard has.
            // oxlint-disable-next-line jsx-a11y/autocomplete-valid
            autoComplete="nickname"
            spellCheck={false}
            dir="auto"
          />
        )}
      </Field>
      <fieldset className="choices">
        <legend>{words.color}</legend>
        <div className="profile-colors">
          {colors.map((one) => (
            <label key={one} className="profile-color" data-color={one}>
              <input
                type="radio"
                name="color"
                checked={one === color}
                onChange={() => setColor(one)}
                aria-label={words.colors[one] ?? String(one + 1)}
              />
            </label>
          ))}
        </div>
      </fieldset>
      <Problem words={sentence === undefined ? refusal && reason(refusal) : undefined} />
      <output className="dialog-done">{isSaved && words.saved}</output>
      <div className="dialog-buttons">
        <Button type="submit" kind="primary" isBusy={isBusy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
};
