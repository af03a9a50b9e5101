/** @jsxImportSource preact */
import { useStrings } from './strings/language.ts';

/** The report that the emulator prints of how often each part of the rules came to what. */
export const CoveragePanel = ({ ns }: { readonly ns: string }) => {
  const strings = useStrings();
  const address = `/.inspect/coverage?ns=${encodeURIComponent(ns)}`;
  return (
    <div class="coverage">
      <p>
        <a href={address} target="_blank" rel="noreferrer">
          {strings.coverage.openAlone}
        </a>
      </p>
      <iframe title={strings.coverage.frame} src={address} sandbox="allow-same-origin" />
    </div>
  );
};
