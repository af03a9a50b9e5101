import type { Expression } from './ast.ts';
import { unreachable } from './unreachable.ts';

/** What an expression is made of; the method of a call is no part, but what it is called on is. */
export const partsOf = (part: Expression): readonly Expression[] => {
  switch (part.kind) {
    case 'member':
      return [part.target];
    case 'index':
      return [part.target, part.index];
    case 'call':
      return [...partsOf(part.callee), ...part.arguments];
    case 'unary':
      return [part.operand];
    case 'binary':
      return [part.left, part.right];
    case 'logical':
      return part.operands;
    case 'conditional':
      return [part.condition, part.whenTrue, part.whenFalse];
    case 'list':
      return part.items;
    case 'literal':
    case 'regex':
    case 'variable':
      return [];
  }
  return unreachable(part);
};
