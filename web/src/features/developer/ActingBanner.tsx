import { useDeveloperWords } from '../../strings/developer/DeveloperWordsContext.ts';
import './developer.css';

/** Says all the time that this tab is somebody else, and leads back. */
export const ActingBanner = ({ name, onBack }: { readonly name: string; readonly onBack: () => void }) => {
  const words = useDeveloperWords();
  return (
    <aside className="developer-banner" aria-label={words.heading}>
      <p>
        <bdi>{words.acting(name)}</bdi>
      </p>
      <button type="button" className="link-button" onClick={onBack}>
        {words.back}
      </button>
    </aside>
  );
};
