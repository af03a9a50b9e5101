import './Dialog.css';

/** Says what went wrong, aloud. Without words it waits for some. */
export const Problem = ({ words }: { readonly words: string | undefined }) => (
  <p className="dialog-problem" role="alert">
    {words}
  </p>
);
