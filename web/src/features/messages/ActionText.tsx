import type { ReactNode } from 'react';
import { MessageText } from './MessageText.tsx';

/** The server makes html of the whole text, and this is how it begins. */
const htmlMark = '<p>/me ';

/** What somebody does, said of them: their name begins the sentence. */
export const ActionText = ({
  name,
  action,
  html,
}: {
  readonly name: ReactNode;
  readonly action: string;
  readonly html: string | undefined;
}) => (
  <div className="message-action">
    <bdi>{name}</bdi>{' '}
    <MessageText
      text={action}
      html={html?.startsWith(htmlMark) === true ? `<p>${html.slice(htmlMark.length)}` : undefined}
    />
  </div>
);
