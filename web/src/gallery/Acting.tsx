import { useEffect, useRef, useState, type ReactNode } from 'react';

/** What somebody does with a piece, on the first element that fits. */
export type Step = { readonly press: string } | { readonly into: string; readonly type: string };

const lookEveryMs = 30;

/** Brings what is inside to a state that only a person's hand brings it to. A step waits until there is something to take. */
export const Acting = ({
  steps,
  children,
}: {
  readonly steps: readonly Step[];
  readonly children: ReactNode;
}) => {
  const place = useRef<HTMLDivElement>(null);
  const [taken, setTaken] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      const step = steps[taken];
      if (step === undefined) return clearInterval(timer);
      const element = place.current?.querySelector<HTMLElement>('press' in step ? step.press : step.into);
      if (element === null || element === undefined) return;
      setTaken(taken + 1);
      if ('press' in step) element.click();
      else typeInto(element, step.type);
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [steps, taken]);
  return (
    <div ref={place} className="acting" data-acts={taken < steps.length}>
      {children}
    </div>
  );
};

/** React knows a field's value by what it set; only the browser's own setter tells it of another. */
const typeInto = (element: HTMLElement, text: string): void => {
  element.focus();
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value')?.set?.call(element, text);
  element.dispatchEvent(new Event('input', { bubbles: true }));
};
