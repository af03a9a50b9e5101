import type { MessageId, RoomId, UserId } from '@causerie/contract';
import { useEffect, useState } from 'react';
import type { Searcher } from '../../features/find/search.ts';
import { useSpeech } from '../../strings/StringsContext.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { FindParts } from './loadFind.ts';

/** The way to find what was said in a room. Its code and words are fetched when it is opened. */
export const Finder = ({
  roomId,
  blocked,
  onGo,
  onClose,
}: {
  readonly roomId: RoomId;
  /** Whose words are not shown. */
  readonly blocked: ReadonlySet<UserId>;
  readonly onGo: (id: MessageId) => void;
  readonly onClose: () => void;
}) => {
  const { language, strings } = useSpeech();
  const [found, setFound] = useState<FindParts & { readonly searcher: Searcher }>();
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    let isOver = false;
    import('./loadFind.ts')
      .then(({ loadFind }) => loadFind(language))
      .then(
        (parts) => isOver || setFound({ ...parts, searcher: parts.searcherOf(roomId, blocked) }),
        () => isOver || setHasFailed(true),
      );
    return () => {
      isOver = true;
    };
  }, [language, roomId, blocked]);

  if (hasFailed) {
    return (
      <Notice
        isNews
        heading={strings.screens.unreachable}
        action={strings.messages.understood}
        onAction={onClose}
      />
    );
  }
  return (
    found !== undefined && (
      <found.FindBar
        searcher={found.searcher}
        words={found.words}
        tag={strings.tag}
        onGo={onGo}
        onClose={onClose}
      />
    )
  );
};
