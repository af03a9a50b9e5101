import { useStrings } from '../../strings/StringsContext.ts';

/** Where what somebody has not read begins. */
export const NewSeparator = () => (
  <li className="day day-new">
    <span>{useStrings().messages.newHere}</span>
  </li>
);
