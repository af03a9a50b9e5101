import type { NicknameProblem } from '@causerie/contract';

/**
 * Everything the page says, in one language. A sentence that depends on a value is a function, so that each language
 * puts the value, the plural and the elision where it wants them.
 */
export interface Strings {
  /** BCP 47, for `lang`, for dates and for sorting. */
  readonly tag: string;
  readonly language: {
    readonly unreachable: string;
  };
  readonly session: {
    readonly welcome: string;
    readonly invitation: string;
    readonly nickname: string;
    readonly nicknameHint: (min: number, max: number) => string;
    readonly preview: string;
    readonly enter: string;
    readonly entering: string;
    readonly problem: (problem: NicknameProblem) => string;
    /** `existing` is the name that stands in the way, when it can be told. */
    readonly taken: (wanted: string, existing: string | undefined) => string;
    readonly unreachable: string;
    readonly refused: string;
    readonly opening: string;
  };
  readonly connection: {
    readonly label: string;
    readonly connecting: string;
    readonly live: string;
    readonly reconnecting: string;
    /** How long the connection has been gone. */
    readonly forSeconds: (seconds: number) => string;
    readonly offline: string;
    readonly tryNow: string;
    readonly whatIsSent: string;
  };
  readonly rooms: {
    readonly heading: string;
    readonly loading: string;
    readonly noneYet: string;
    readonly noneYetHint: string;
    readonly directoryRefused: string;
    readonly notIn: string;
    readonly notInHint: string;
    readonly joinAgain: string;
    readonly joinRefused: string;
    readonly tryAgain: string;
  };
  readonly messages: {
    readonly loading: string;
    readonly empty: string;
    readonly emptyHint: string;
    readonly someone: string;
    readonly today: string;
    readonly yesterday: string;
    readonly newMessages: (count: number) => string;
    readonly toLatest: string;
    readonly showAll: string;
    readonly codeBlock: string;
    readonly edited: string;
    readonly deleted: string;
    readonly sending: string;
    readonly waitingForConnection: string;
    readonly waitingForTurn: (seconds: number) => string;
    readonly notSent: string;
    readonly refusedNotMember: string;
    readonly refusedTooFast: string;
    readonly refusedUnknown: string;
    readonly tryAgain: string;
    readonly edit: string;
  };
  readonly composer: {
    readonly label: (room: string) => string;
    readonly send: string;
    readonly left: (count: number) => string;
    readonly tooLong: (over: number) => string;
    readonly outboxFull: (max: number) => string;
    readonly keys: string;
  };
  readonly members: {
    /** Over what a small screen shows in place of the side. */
    readonly sheet: string;
    readonly open: (here: number, all: number) => string;
    readonly close: string;
    readonly here: string;
    readonly away: string;
    readonly you: string;
    readonly loading: string;
  };
  readonly typing: {
    /** One to three names; more arrive as `several`. */
    readonly names: (names: readonly string[]) => string;
    readonly several: string;
  };
  readonly failure: {
    readonly heading: string;
    readonly hint: string;
    readonly reload: string;
  };
}
