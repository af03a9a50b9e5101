/** @jsxImportSource preact */
import type { LiveAnswer, Second } from '../../src/inspect/answers.ts';
import { useStrings } from '../strings/language.ts';
import { Plot } from './Plot.tsx';

interface ActivityPanelProps {
  readonly figures: LiveAnswer | undefined;
  readonly seconds: readonly Second[];
  readonly onChoose: (database: string) => void;
}

/** What happens in all databases together, second by second, and in each so far. */
export const ActivityPanel = ({ figures, seconds, onChoose }: ActivityPanelProps) => {
  const strings = useStrings();
  const words = strings.activity;
  if (figures === undefined || seconds.length === 0) return <p class="empty">{words.waiting}</p>;
  const perSecond = (value: number): string => words.perSecond(strings.number(value));
  const ms = (value: number): string =>
    words.ms(value >= 10 ? strings.number(Math.round(value)) : strings.small(value));
  const { columns } = words;
  return (
    <>
      <div class="plots">
        <Plot title={words.writes} format={perSecond} values={seconds.map(({ writes }) => writes)} />
        <Plot title={words.reads} format={perSecond} values={seconds.map(({ reads }) => reads)} />
        <Plot
          title={words.latency}
          hint={words.latencyHint}
          format={ms}
          values={seconds.map(({ p50Ms }) => p50Ms)}
          others={seconds.map(({ p95Ms }) => p95Ms)}
        />
        <Plot title={words.pushes} format={perSecond} values={seconds.map(({ pushes }) => pushes)} />
        <Plot
          title={words.denials}
          format={perSecond}
          values={seconds.map(({ denials }) => denials)}
          isLoud
        />
        <Plot
          title={words.connections}
          format={strings.number}
          values={seconds.map(({ connections }) => connections)}
        />
        <Plot title={words.lag} hint={words.lagHint} format={ms} values={seconds.map(({ lagMs }) => lagMs)} />
        <Plot
          title={words.memory}
          format={strings.bytes}
          values={seconds.map(({ memoryBytes }) => memoryBytes)}
        />
      </div>
      <table class="cards">
        <caption>{words.databases}</caption>
        <thead>
          <tr>
            {Object.entries(columns).map(([name, label]) => (
              <th key={name} scope="col" class={name === 'name' || name === 'rules' ? '' : 'figure'}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.databases.map((each) => (
            <tr key={each.name}>
              <th scope="row" data-label={columns.name}>
                <button type="button" class="link" onClick={() => onChoose(each.name)}>
                  {each.name}
                </button>
              </th>
              <td data-label={columns.rules} class={each.hasRules ? '' : 'bad'}>
                {each.hasRules ? words.rulesLoaded : words.rulesMissing}
              </td>
              {(['connections', 'listens', 'reads', 'writes', 'denials'] as const).map((name) => (
                <td key={name} class="figure" data-label={columns[name]}>
                  {strings.number(each[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <a href="/.inspect/metrics" target="_blank" rel="noreferrer">
          {words.metrics}
        </a>
      </p>
    </>
  );
};
