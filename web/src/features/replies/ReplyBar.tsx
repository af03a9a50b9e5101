import type { UserId } from '@causerie/contract';
import { usePerson } from '../../backend/usePerson.ts';
import type { ActionWords } from '../../strings/actions/ActionWords.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Bar } from '../../ui/Bar.tsx';
import { gist } from './gist.ts';
import './ReplyBar.css';

/** Over the field: whom one answers, and what. */
export const ReplyBar = ({
  to,
  words,
  onCancel,
}: {
  readonly to: { readonly uid: UserId; readonly text: string | undefined };
  readonly words: ActionWords;
  readonly onCancel: () => void;
}) => {
  const { messages } = useStrings();
  const author = usePerson(to.uid);
  const name = author?.name ?? messages.someone;
  return (
    <Bar closeLabel={words.cancelReply} onClose={onCancel}>
      {/* Said once, when it appears: the field has the focus by then. */}
      <output className="reply-bar">
        <strong>{words.replyingTo(name)}</strong> <span dir="auto">{gist(to.text ?? '', name)}</span>
      </output>
    </Bar>
  );
};
