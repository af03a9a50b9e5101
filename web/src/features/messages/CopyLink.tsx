import { useEffect, useState } from 'react';
import { useStrings } from '../../strings/StringsContext.ts';
import { Icon } from '../../ui/Icon.tsx';

/** How long the button says that it did it. */
const saidForMs = 2000;

/** Copies the address of a message; where the browser keeps its clipboard closed, puts it into the address bar instead. */
export const CopyLink = ({ address }: { readonly address: string }) => {
  const { messages } = useStrings();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), saidForMs);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const copy = async (): Promise<void> => {
    const url = new URL(address, location.href).href;
    try {
      await navigator.clipboard.writeText(url);
      setIsCopied(true);
    } catch {
      location.assign(url);
    }
  };
  const words = isCopied ? messages.linkCopied : messages.copyLink;
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={messages.copyLink}
        title={words}
        onClick={() => void copy()}
      >
        <Icon name={isCopied ? 'done' : 'link'} />
      </button>
      <output className="visually-hidden">{isCopied && messages.linkCopied}</output>
    </>
  );
};
