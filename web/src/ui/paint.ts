/** Whether the browser can colour text without changing the page. Where it cannot, text is plain. */
export const canPaint = (): boolean => typeof Highlight === 'function' && 'highlights' in CSS;

const highlightNamed = (name: string): Highlight => {
  const existing = CSS.highlights.get(name);
  if (existing !== undefined) return existing;
  const made = new Highlight();
  CSS.highlights.set(name, made);
  return made;
};

/**
 * Marks a stretch of a text node for the style `::highlight(name)`, in UTF-16 code units (CSS Custom Highlight API). Nothing in the page changes: there
 * is nothing to sanitise, and nothing is read out twice. Returns how to undo it. Ask `canPaint` before.
 */
export const paint = (name: string, node: Text, from: number, to: number): (() => void) => {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  const highlight = highlightNamed(name);
  highlight.add(range);
  return () => highlight.delete(range);
};
