import { type Expression, methods, partsOf } from '@causerie/emulator/rulesLanguage';

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** The parts that are true or false, from the outside in; always the same for the same expression. */
export const conditionsIn = (part: Expression): readonly Expression[] => [
  ...(isCondition(part) ? [part] : []),
  ...partsOf(part).flatMap(conditionsIn),
];

const isCondition = (part: Expression): boolean => {
  switch (part.kind) {
    case 'logical':
      return true;
    case 'unary':
      return part.operator === '!';
    case 'binary':
      return comparisons.has(part.operator);
    case 'call':
      return part.callee.kind === 'member' && methods.get(part.callee.name)?.result === 'Boolean';
    case 'conditional':
      return isCondition(part.whenTrue) || isCondition(part.whenFalse);
    case 'literal':
    case 'regex':
    case 'list':
    case 'variable':
    case 'member':
    case 'index':
      break;
  }
  return false;
};
