const drawings = {
  send: 'M12 19V5m0 0-6 6m6-6 6 6',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9a6 6 0 0 1 12 0m1-9.2a3 3 0 0 0-.6-5.7M18.4 14.6A5.5 5.5 0 0 1 21 19.5',
  down: 'M12 5v14m0 0 6-6m-6 6-6-6',
  close: 'M6 6l12 12M18 6 6 18',
} as const;

/** A line drawing that repeats what its button says in words. */
export const Icon = ({ name }: { readonly name: keyof typeof drawings }) => (
  <svg
    className="icon"
    viewBox="0 0 24 24"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={drawings[name]} />
  </svg>
);
