import './Wordmark.css';

/** The name of the house. */
export const Wordmark = () => (
  <span className="wordmark">
    <svg className="wordmark-sign" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        className="wordmark-sheet"
        d="M8 3h16a5 5 0 0 1 5 5v13a5 5 0 0 1-5 5h-9l-7 4.2V26a5 5 0 0 1-5-5V8a5 5 0 0 1 5-5Z"
      />
      <path className="wordmark-marks" d="m14.5 9.5-5 5 5 5m8-10-5 5 5 5" />
    </svg>
    Causerie
  </span>
);
