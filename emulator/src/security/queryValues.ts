import type { Scalar } from '../tree/node.ts';
import { type QuerySpec, wholeNode } from '../tree/query.ts';

/** `query` as rules see it. What was not asked for is null; the three flags tell the order. */
export interface QueryValues {
  readonly orderByChild: string | null;
  readonly orderByKey: boolean;
  readonly orderByValue: boolean;
  readonly orderByPriority: boolean;
  readonly startAt: Scalar | null;
  readonly endAt: Scalar | null;
  readonly equalTo: Scalar | null;
  readonly limitToFirst: number | null;
  readonly limitToLast: number | null;
}

/** A request without a query: SDKs order by priority then, REST by key. Also what `.write` and `.validate` see. */
export const queryValuesOf = (query: QuerySpec, viaRest: boolean): QueryValues => {
  const { index, start, end, limit } = query;
  const kind = viaRest && query === wholeNode ? 'key' : index.kind;
  const isOneValue =
    start !== undefined &&
    end !== undefined &&
    start.inclusive &&
    end.inclusive &&
    start.value === end.value &&
    start.key === end.key;
  return {
    orderByChild: index.kind === 'child' ? index.path.join('/') : null,
    orderByKey: kind === 'key',
    orderByValue: kind === 'value',
    orderByPriority: kind === 'priority',
    startAt: start?.value ?? null,
    endAt: end?.value ?? null,
    equalTo: isOneValue ? start.value : null,
    limitToFirst: limit?.from === 'left' ? limit.count : null,
    limitToLast: limit?.from === 'right' ? limit.count : null,
  };
};
