import { useStrings } from '../../strings/StringsContext.ts';
import './TypingLine.css';

/** More names than this are "several". */
const namesMax = 3;

/** Says who is writing. Always there, so that nothing moves when somebody begins. */
export const TypingLine = ({ names }: { readonly names: readonly string[] }) => {
  const { typing } = useStrings();
  return (
    <p className="typing-line" data-shown={names.length > 0}>
      {names.length > 0 && (
        <>
          <span className="typing-dots" aria-hidden="true">
            <span />
            <span />
            <span />
          </span>
          <bdi>{names.length > namesMax ? typing.several : typing.names(names)}</bdi>
        </>
      )}
    </p>
  );
};
