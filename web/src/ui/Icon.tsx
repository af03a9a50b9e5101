const drawings = {
  smile: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5v.5m6-.5v.5',
  send: 'M12 19V5m0 0-6 6m6-6 6 6',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9a6 6 0 0 1 12 0m1-9.2a3 3 0 0 0-.6-5.7M18.4 14.6A5.5 5.5 0 0 1 21 19.5',
  down: 'M12 5v14m0 0 6-6m-6 6-6-6',
  close: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4.5 4.5',
  more: 'M11 5a1 1 0 1 0 2 0 1 1 0 1 0-2 0m0 7a1 1 0 1 0 2 0 1 1 0 1 0-2 0m0 7a1 1 0 1 0 2 0 1 1 0 1 0-2 0',
  flag: 'M6 21V4.5h11.5L15 9l2.5 4.5H6',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9h-13v-9Z',
  up: 'M12 19V5m0 0-6 6m6-6 6 6',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  pulse: 'M3 12h4l2.5-6 5 12 2.5-6h4',
  reply: 'M9 14 4 9l5-5M4 9h9a7 7 0 0 1 7 7v3',
  edit: 'M4 20h4L19 9l-4-4L4 16v4ZM13.5 6.5l4 4',
  remove: 'M4 7h16M9.5 7V4h5v3M6.5 7l1 13h9l1-13M10 11v5m4-5v5',
  thread: 'M4 5h16v11H10l-4 4v-4H4V5Zm4 4h8m-8 3h5',
  done: 'm5 12.5 4.5 4.5L19 7.5',
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
