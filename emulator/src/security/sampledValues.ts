import type { Expression } from './ast.ts';
import type { Watch } from './compile.ts';
import { shownValue } from './secrecy.ts';
import { failed, type Evaluate, type Result } from './scope.ts';

export type ShownValue = string | number | boolean | null;

const kept = { perPart: 5, units: 60, inAll: 50_000 };

/**
 * Values that the parts of rules came to, a few of each part, short, and with no secrets: enough to recognise what
 * happened. One for all rules of a file, so that what is kept of a file is bounded too.
 */
export class SampledValues {
  readonly #values = new Map<Expression, Map<ShownValue, number>>();
  #size = 0;

  /** The values of a part, oldest first, each with how many of the samples it was in. */
  of(part: Expression): ReadonlyMap<ShownValue, number> {
    return this.#values.get(part) ?? new Map<ShownValue, number>();
  }

  /** Makes a rule that keeps what each part of it comes to, from what compiles it with a watch. */
  sampler(compileWith: (watch: Watch) => Evaluate): Evaluate {
    // The last value of each part tells whether another part shows a secret.
    const seen = new Map<Expression, Result>();
    const evaluate = compileWith((part, evaluatePart) => {
      if (part.kind === 'literal' || part.kind === 'regex' || part.kind === 'list') return evaluatePart;
      return (scope) => {
        const result = evaluatePart(scope);
        seen.set(part, result);
        if (result !== failed) this.#keep(part, shownValue(part, result, seen, kept.units));
        return result;
      };
    });
    return (scope) => {
      const result = evaluate(scope);
      // Values may be locations, and those hold on to all the data there was.
      seen.clear();
      return result;
    };
  }

  #keep(part: Expression, value: ShownValue): void {
    const values = this.#values.get(part) ?? new Map<ShownValue, number>();
    const count = values.get(value);
    if (count === undefined) {
      if (values.size >= kept.perPart) {
        for (const oldest of values.keys()) {
          values.delete(oldest);
          break;
        }
      } else if (this.#size >= kept.inAll) {
        return;
      } else {
        this.#size += 1;
      }
    }
    values.set(value, (count ?? 0) + 1);
    this.#values.set(part, values);
  }
}
