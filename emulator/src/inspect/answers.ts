/** What the inspector's page and this server say to each other, all of it JSON below `/.inspect/api/`. */
import type { Json } from '../tree/json.ts';

/** A location, or a stretch of its children that is open in the page. */
export interface Place {
  readonly path: readonly string[];
  /** The first key of the stretch. */
  readonly from?: string;
  /** The first key after it. */
  readonly to?: string;
}

/** `POST tree`: asks for places, naming what is known of each. */
export interface TreeQuestion {
  readonly ns: string;
  readonly open: readonly (Place & { readonly version?: number })[];
}

/** One answer for each place that was asked for; null where it is as it was. */
export interface TreeAnswer {
  readonly places: readonly (PlaceAnswer | null)[];
}

export interface PlaceAnswer {
  /** Another number when anything there has changed. */
  readonly version: number;
  readonly node: NodeSummary;
  /** The children in the stretch: each one, or, where they are many, stretches of them. */
  readonly rows: readonly (ChildRow | RangeRow)[];
}

export type NodeSummary =
  | { readonly kind: 'empty' }
  | { readonly kind: 'branch'; readonly size: number; readonly priority: string | number | null }
  | {
      readonly kind: 'leaf';
      /** Cut, when it is a long text. */
      readonly value: string | number | boolean;
      /** How many characters a text has that was cut. */
      readonly characters?: number;
      readonly priority: string | number | null;
    };

export interface ChildRow {
  readonly key: string;
  readonly node: NodeSummary;
}

export interface RangeRow {
  readonly first: string;
  readonly last: string;
  /** The first key after the stretch, where one follows. */
  readonly to?: string;
  readonly size: number;
}

/** `POST value`: the JSON at a location, priorities included, or that there is too much of it for an editor. */
export type ValueAnswer = { readonly text: string } | { readonly tooLarge: true };

/** `POST edit`. Each edit but `undo` can be taken back by the `undo` that its answer names. */
export type Edit =
  | {
      readonly act: 'set';
      readonly ns: string;
      readonly path: readonly string[];
      readonly value: Json;
      /** Refuse when something is there. */
      readonly isNew?: boolean;
      /** Refuse when `value` would not answer this text any more. */
      readonly ifText?: string;
    }
  | { readonly act: 'rename'; readonly ns: string; readonly path: readonly string[]; readonly key: string }
  | { readonly act: 'remove'; readonly ns: string; readonly path: readonly string[] }
  | { readonly act: 'undo'; readonly ns: string; readonly undo: number };

export type EditAnswer =
  | { readonly ok: true; readonly undo?: number }
  | { readonly ok: false; readonly problem: EditProblem; readonly detail: string };

/**
 * `gone`: the place has nothing to rename or remove, or another edit came after the one to take back. `changed`: somebody
 * else wrote there meanwhile.
 */
export type EditProblem = 'exists' | 'key' | 'data' | 'gone' | 'changed';

/** `GET live?since=`: figures, all of them small. */
export interface LiveAnswer {
  /** Milliseconds since 1970, by the server's clock. */
  readonly atMs: number;
  readonly startedMs: number;
  readonly databases: readonly DatabaseFigures[];
  /** The seconds after the one asked for, at most five minutes of them, oldest first. */
  readonly seconds: readonly Second[];
}

export interface DatabaseFigures {
  readonly name: string;
  /** Whether somebody has loaded rules; else everybody may do everything. */
  readonly hasRules: boolean;
  readonly children: number;
  readonly connections: number;
  readonly listens: number;
  readonly reads: number;
  readonly writes: number;
  readonly denials: number;
}

/** What happened in one second, in all databases together. */
export interface Second {
  /** Counts up from 1. */
  readonly number: number;
  readonly reads: number;
  readonly writes: number;
  readonly pushes: number;
  readonly denials: number;
  readonly connections: number;
  /** Milliseconds that half, and 95 of a hundred, of the writes took at most; null without writes. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** Milliseconds that this second's end came late: how long the server was too busy to look at the clock. */
  readonly lagMs: number;
  readonly memoryBytes: number;
}

/** `GET connections?ns=`. */
export interface ConnectionsAnswer {
  readonly total: number;
  /** The first of them. */
  readonly connections: readonly Connection[];
}

export interface Connection {
  readonly id: string;
  readonly transport: 'webSocket' | 'longPolling' | 'eventStream';
  /** `admin`, or the `auth` that rules see. */
  readonly identity: Json;
  /** Milliseconds since 1970, where it is known. */
  readonly sinceMs: number | null;
  readonly sentBytes: number | null;
  readonly queuedBytes: number | null;
  readonly listenCount: number;
  /** The first of them. */
  readonly listens: readonly { readonly path: string; readonly query: { readonly [field: string]: Json } }[];
}
