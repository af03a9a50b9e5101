import { exportPage, firstPosition, readPosition } from '../people/exportPage.ts';
import { messagesFrom } from '../people/messagesFrom.ts';
import { sdkOfProject } from '../tree/openTree.ts';
import { childrenOf } from '../tree/tree.ts';
import { callable } from './callable.ts';

/** No key of the tree is longer than 768 bytes, and a cursor has two. */
const longestCursor = 2000;

/** Hands the caller what they said, did and set, page by page; not what others noted about them. Whatever the cursor says, it finds nobody else's. */
export const exportMyData = callable('exportMyData', {
  parse: (data) => {
    const cursor = childrenOf(data).get('cursor') ?? null;
    const isCursor =
      cursor === null ||
      (typeof cursor === 'string' && cursor.length <= longestCursor && readPosition(cursor) !== undefined);
    return typeof data === 'object' && data !== null && isCursor
      ? { cursor }
      : { problem: 'exportMyData takes { "cursor": null }, and then the "next" of the page before.' };
  },
  answer: ({ tree, caller: { uid } }, { cursor }) =>
    exportPage(
      { tree, messagesOf: messagesFrom(sdkOfProject()) },
      uid,
      (cursor === null ? undefined : readPosition(cursor)) ?? firstPosition,
    ),
});
