import type { UserId } from '@causerie/contract';
import { useId, useState } from 'react';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { chime } from './chime.ts';
import './Attention.css';
import { keepWishes, levels, wishesOf, type Wishes } from './wishes.ts';

/** From late evening to morning, until somebody says otherwise. */
const usualQuiet = { from: '22:00', to: '07:00' };

/** How somebody wants to be told of messages, in this browser. Takes effect with every choice. */
export const AttentionSection = ({ uid }: { readonly uid: UserId }) => {
  const { attention: words } = useScreenStrings();
  const [wishes, setWishes] = useState(() => wishesOf(uid));
  const [isBlocked, setIsBlocked] = useState(false);
  const groupId = useId();

  const wish = (change: Partial<Wishes>): void => {
    const next = { ...wishes, ...change, wasAsked: true };
    setWishes(next);
    keepWishes(uid, next);
  };
  const notify = (level: Wishes['notify']): void => {
    setIsBlocked(false);
    if (level === 'nothing') return wish({ notify: level });
    if (typeof Notification !== 'function') return setIsBlocked(true);
    // Asked here, because somebody has just asked for it.
    void Notification.requestPermission().then((permission) =>
      permission === 'granted' ? wish({ notify: level }) : setIsBlocked(true),
    );
  };
  const quiet = wishes.quiet ?? usualQuiet;

  return (
    <section className="dialog-section">
      <h3 id={groupId}>{words.heading}</h3>
      <fieldset className="attention-levels" aria-labelledby={groupId}>
        {levels.map((level) => (
          <label key={level} className="attention-choice">
            <input
              type="radio"
              name={groupId}
              checked={wishes.notify === level}
              onChange={() => notify(level)}
            />
            {words.levels[level]}
          </label>
        ))}
      </fieldset>
      <p className="dialog-hint" role="alert">
        {isBlocked && words.blocked}
      </p>
      <label className="attention-choice">
        <input
          type="checkbox"
          checked={wishes.sound}
          onChange={(event) => {
            wish({ sound: event.target.checked });
            if (event.target.checked) chime();
          }}
        />
        {words.sound}
      </label>
      <label className="attention-choice">
        <input
          type="checkbox"
          checked={wishes.quiet !== undefined}
          onChange={(event) => wish({ quiet: event.target.checked ? usualQuiet : undefined })}
        />
        {words.quiet}
      </label>
      {wishes.quiet !== undefined && (
        <p className="attention-hours">
          <label>
            {words.from}{' '}
            <input
              type="time"
              value={quiet.from}
              onChange={(event) =>
                event.target.value === ''
                  ? undefined
                  : wish({ quiet: { ...quiet, from: event.target.value } })
              }
            />
          </label>
          <label>
            {words.to}{' '}
            <input
              type="time"
              value={quiet.to}
              onChange={(event) =>
                event.target.value === '' ? undefined : wish({ quiet: { ...quiet, to: event.target.value } })
              }
            />
          </label>
        </p>
      )}
    </section>
  );
};
