import { paths } from '@causerie/contract';
import type { Tree } from '../tree/tree.ts';

/** Takes away what people thought of a message that was deleted. Not if it has a text: events may be late. */
export const removeReactions = async (
  tree: Tree,
  place: { readonly roomId: string; readonly messageId: string },
): Promise<undefined> => {
  if ((await tree.read(`${paths.message.at(place)}/text`)) !== null) return undefined;
  await tree.update(new Map([[paths.reactions.at(place), null]]));
  return undefined;
};
