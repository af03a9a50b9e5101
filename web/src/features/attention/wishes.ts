import type { UserId } from '@causerie/contract';

/** How somebody wants to be told of messages, in this browser. */
export interface Wishes {
  readonly notify: (typeof levels)[number];
  readonly sound: boolean;
  /** From and to, as `22:00`, in local time; no notification and no sound within. */
  readonly quiet: { readonly from: string; readonly to: string } | undefined;
  /** The offer was made once and answered. */
  readonly wasAsked: boolean;
}

const usual: Wishes = { notify: 'nothing', sound: false, quiet: undefined, wasAsked: false };

const placeOf = (uid: UserId): string => `causerie:attention:${uid}`;
const isTime = (text: unknown): text is string =>
  typeof text === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

export const levels = ['nothing', 'calls', 'everything'] as const;

/** What was kept, as far as it says anything. */
export const readWishes = (kept: string | null): Wishes => {
  let given: Partial<Record<keyof Wishes, unknown>>;
  try {
    const parsed = JSON.parse(kept ?? '{}') as unknown;
    given = typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return usual;
  }
  const quiet = given.quiet as Partial<Record<'from' | 'to', unknown>> | undefined | null;
  return {
    notify: levels.find((level) => level === given.notify) ?? usual.notify,
    sound: given.sound === true,
    quiet: isTime(quiet?.from) && isTime(quiet.to) ? { from: quiet.from, to: quiet.to } : undefined,
    wasAsked: given.wasAsked === true,
  };
};

export const wishesOf = (uid: UserId): Wishes => {
  try {
    return readWishes(localStorage.getItem(placeOf(uid)));
  } catch {
    return usual;
  }
};

export const keepWishes = (uid: UserId, wishes: Wishes): void => {
  try {
    localStorage.setItem(placeOf(uid), JSON.stringify(wishes));
  } catch {
    // Storage is full or forbidden: then nothing is wished for, which disturbs nobody.
  }
};

/** Whether an instant lies within the quiet hours, which may go over midnight. Equal ends mean the whole day. */
export const isQuiet = ({ quiet }: Wishes, at: Date): boolean => {
  if (quiet === undefined) return false;
  const now = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  const { from, to } = quiet;
  return from < to ? now >= from && now < to : now >= from || now < to;
};
