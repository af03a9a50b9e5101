import { useEffect } from 'react';
import { monotonicNow } from '../../backend/clock.ts';
import { beat, link } from '../../backend/connection.ts';
import { useSource } from '../../backend/useSource.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { useNow } from '../../ui/useNow.ts';
import { linePoints, summarise } from './roundTrip.ts';
import './ConnectionPanel.css';

/** While somebody looks, so that there is something to see. */
const measureEveryMs = 2000;

const frame = { width: 240, height: 56, stepWidth: 6 };

/** How long the server takes to answer, measured while the page is open: as a line, and in words. */
export const ConnectionPanel = ({ onClose }: { readonly onClose: () => void }) => {
  const { connection: words } = useStrings();
  const { roundTrips, heardMs } = useSource(link);
  const nowMs = useNow(1000, monotonicNow);
  useEffect(() => {
    void beat();
    const timer = setInterval(() => void beat(), measureEveryMs);
    return () => clearInterval(timer);
  }, []);
  const summary = summarise(roundTrips);
  const shown = roundTrips.slice(-(frame.width / frame.stepWidth));
  return (
    <Sheet title={words.details} closeLabel={words.close} onClose={onClose}>
      <div className="connection-panel">
        {heardMs !== undefined && <p>{words.heard(Math.max(0, Math.floor((nowMs - heardMs) / 1000)))}</p>}
        <h3 className="round-trip-title">{words.roundTrip}</h3>
        {summary === undefined ? (
          <p>{words.noRoundTrip}</p>
        ) : (
          <>
            {/* The list below says the same in words. */}
            <svg
              className="round-trip"
              viewBox={`0 -4 ${frame.width + 4} ${frame.height + 8}`}
              aria-hidden="true"
              focusable="false"
            >
              <polyline points={linePoints(shown, frame)} />
            </svg>
            <ul className="round-trip-list">
              {(
                [
                  ['p50', 50],
                  ['p95', 95],
                  ['p99', 99],
                ] as const
              ).map(([key, share]) => (
                <li key={key}>{words.roundTripOf(share, Math.ceil(summary[key]))}</li>
              ))}
            </ul>
            <p className="round-trip-count">{words.roundTrips(roundTrips.length)}</p>
          </>
        )}
      </div>
    </Sheet>
  );
};
