/**
 * A rule expression. Offsets are in UTF-16 units from the start of the expression's text; `end` is behind the last.
 * `depth` is how many nodes stand inside each other, so that whoever walks the tree knows that it is bounded.
 */
export type Expression =
  Literal | Regex | List | Variable | Member | Index | Call | Unary | Binary | Logical | Conditional;

interface Span {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

export interface Literal extends Span {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

export interface Regex extends Span {
  readonly kind: 'regex';
  readonly source: string;
  readonly flags: string;
}

export interface List extends Span {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

/** `auth`, `data`, `$room` … */
export interface Variable extends Span {
  readonly kind: 'variable';
  readonly name: string;
}

/** `target.name`, or `target['name']`, which means the same. */
export interface Member extends Span {
  readonly kind: 'member';
  readonly target: Expression;
  readonly name: string;
}

/** `target[index]` where the name is only known when the rule runs. */
export interface Index extends Span {
  readonly kind: 'index';
  readonly target: Expression;
  readonly index: Expression;
}

export interface Call extends Span {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly Expression[];
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '!' | '-';
  readonly operand: Expression;
}

/** `===` and `!==` mean the same as `==` and `!=` and are read as them. */
export type BinaryOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** A whole run `a && b && c` is one node, so that rules with hundreds of clauses stay shallow. */
export interface Logical extends Span {
  readonly kind: 'logical';
  readonly operator: '&&' | '||';
  readonly operands: readonly Expression[];
}

export interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}
