/** @jsxImportSource preact */
import { useStrings } from '../strings/language.ts';
import { plotPath, plotSize, roundUp } from './plotPath.ts';

interface PlotProps {
  readonly title: string;
  readonly hint?: string;
  readonly format: (value: number) => string;
  /** One value for each second, the last one now. */
  readonly values: readonly (number | null)[];
  /** Drawn with dashes. */
  readonly others?: readonly (number | null)[];
  readonly isLoud?: boolean;
}

const slots = 300;

/** The last five minutes of one figure. */
export const Plot = ({ title, hint, format, values, others = [], isLoud = false }: PlotProps) => {
  const strings = useStrings();
  const known = [...values, ...others].filter((value) => value !== null);
  const most = known.length === 0 ? 0 : Math.max(...known);
  const top = roundUp(most);
  const last = values.findLast((value) => value !== null);
  const now = values.at(-1) ?? (hint === undefined ? null : last) ?? null;
  const nowText = now === null ? strings.connections.unknown : format(now);
  return (
    <figure class="plot">
      <figcaption>
        <span class="plot-title">{title}</span>
        <span class="plot-now">{nowText}</span>
      </figcaption>
      <svg
        role="img"
        aria-label={strings.activity.plot(title, nowText, format(most))}
        viewBox={`0 -2 ${plotSize.width} ${plotSize.height + 4}`}
        preserveAspectRatio="none"
        class={isLoud && most > 0 ? 'loud' : ''}
      >
        <path
          class="grid"
          d={`M0 0H${plotSize.width}M0 ${plotSize.height / 2}H${plotSize.width}M0 ${plotSize.height}H${plotSize.width}`}
        />
        {others.length > 0 && <path class="line dashed" d={plotPath(others, slots, top)} />}
        <path class="line" d={plotPath(values, slots, top)} />
      </svg>
      <div class="plot-axis" aria-hidden="true">
        <span>{strings.activity.minutes}</span>
        <span>{format(top)} ↑</span>
        <span>{strings.activity.now}</span>
      </div>
      {hint !== undefined && <p class="quiet">{hint}</p>}
    </figure>
  );
};
