import { memo, useContext, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useSource } from '../../backend/useSource.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import '../../ui/code/code.css';
import { paintCode } from '../../ui/code/paintCode.ts';
import { isLong } from './isLong.ts';
import { lazySanitise } from './lazySanitise.ts';
import { CallableContext, paintMentions } from './paintMentions.ts';

/**
 * What somebody wrote: sanitised html once the server has made some, and until then, or when none of it can be shown,
 * the text as it was typed.
 */
export const MessageText = memo(function MessageText({
  text,
  html,
}: {
  readonly text: string;
  readonly html: string | undefined;
}) {
  const { messages } = useStrings();
  const sanitise = useSource(lazySanitise);
  const nodes = useMemo(() => (html === undefined ? undefined : sanitise?.(html)), [html, sanitise]);
  const [isOpened, setIsOpened] = useState(false);
  const isCut = !isOpened && isLong(text);
  const shown = useRef<HTMLDivElement>(null);
  // After every render, because what is shown may have become html; it says the same thing once at most.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useLayoutEffect(() => {
    const element = shown.current;
    // Line ends that html folds into one, and marks upon one letter, are long and take no space.
    if (isCut && element !== null && element.scrollHeight <= element.clientHeight) setIsOpened(true);
  });
  const callable = useContext(CallableContext);
  useLayoutEffect(() => {
    const element = shown.current;
    return element === null || callable === undefined ? undefined : paintMentions(element, callable);
  }, [text, nodes, callable]);
  return (
    <>
      {/* The message was announced when it came; its better looks are not worth a second reading. */}
      <div ref={shown} className="message-text" data-cut={isCut} dir="auto" aria-live="off">
        {nodes === undefined ? (
          <p className="message-plain">{text}</p>
        ) : (
          <Nodes nodes={nodes} text={text} codeLabel={messages.codeBlock} />
        )}
      </div>
      {isCut && (
        <button type="button" className="link-button message-more" onClick={() => setIsOpened(true)}>
          {messages.showAll}
        </button>
      )}
    </>
  );
});

/** Shows nodes that React did not make. */
const Nodes = ({
  nodes,
  text,
  codeLabel,
}: {
  readonly nodes: DocumentFragment;
  /** What the nodes were made of. */
  readonly text: string;
  readonly codeLabel: string;
}) => {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    // A fragment is emptied by being put somewhere, and this may run more than once.
    element.replaceChildren(nodes.cloneNode(true));
    // Long lines are scrolled to, which the keyboard can only do where it can be.
    for (const block of element.querySelectorAll('pre')) {
      block.tabIndex = 0;
      block.setAttribute('role', 'group');
      block.setAttribute('aria-label', codeLabel);
    }
    return paintCode(element, text);
  }, [nodes, text, codeLabel]);
  return <div ref={place} className="message-html" />;
};
