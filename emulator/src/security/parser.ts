import type {
  Binary,
  BinaryOperator,
  Call,
  Conditional,
  Expression,
  Index,
  List,
  Literal,
  Logical,
  Member,
  Regex,
  Unary,
  Variable,
} from './ast.ts';
import { languageLimits } from './languageLimits.ts';
import { readRegex, readToken, type Token } from './lexer.ts';
import { parsing, Stop, type Parsed } from './problem.ts';

/**
 * Reads one rule expression: a subset of JavaScript's expressions. The functions nest from the loosest construct to the
 * tightest, and each is preceded by the piece of grammar it reads. Binary operators are read by climbing the table
 * below: an operator takes as its right side everything that binds tighter than itself.
 */
const precedence: ReadonlyMap<string, number> = new Map([
  ['||', 1],
  ['&&', 2],
  ['==', 3],
  ['!=', 3],
  ['===', 3],
  ['!==', 3],
  ['<', 4],
  ['<=', 4],
  ['>', 4],
  ['>=', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
  ['%', 6],
]);

const assignments: ReadonlySet<string> = new Set(
  '= += -= *= /= %= **= <<= >>= >>>= &= |= ^= &&= ||= ??= ++ --'.split(' '),
);
/** What JavaScript has and rules do not. */
const foreignOperators: ReadonlySet<string> = new Set('& | ^ ~ << >> >>> ** ?? => ... ,'.split(' '));
const foreignPrefixes: ReadonlySet<string> = new Set(['~', '...']);
const foreignWords: ReadonlySet<string> = new Set(
  (
    'in instanceof typeof void delete new function class this super var let const if else for while do switch case ' +
    'default break continue return throw try catch finally with yield await import export debugger enum'
  ).split(' '),
);
const words: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const tooDeep = `Expression is nested too deeply: at most ${languageLimits.expressionNesting} levels are allowed.`;

/** One expression and nothing else; a semicolon may follow it. */
export const parseExpression = (source: string): Parsed<Expression> =>
  parsing(() => new ExpressionReader(source).whole());

/** A node as it is made: its depth is counted here, which is also where too deep a tree is refused. */
type Unmeasured<T extends Expression> = T extends Expression ? Omit<T, 'depth'> : never;

const measured = <T extends Expression>(node: Unmeasured<T>, inner: readonly Expression[] = []): T => {
  const depth = 1 + inner.reduce((deepest, child) => Math.max(deepest, child.depth), 0);
  if (depth > languageLimits.expressionDepth) throw new Stop(node.start, tooDeep);
  // The one field that was left out is added, which the compiler cannot follow through the union.
  return { ...node, depth } as unknown as T;
};

class ExpressionReader {
  readonly #source: string;
  #token: Token;
  #end = 0;
  /** How many brackets and prefix operators are open: those recurse without making the tree deeper at once. */
  #open = 0;

  constructor(source: string) {
    this.#source = source;
    this.#token = readToken(source, 0);
  }

  #advance(): void {
    this.#end = this.#token.end;
    this.#token = readToken(this.#source, this.#token.end);
  }

  #at(mark: string): boolean {
    return this.#token.kind === 'mark' && this.#token.mark === mark;
  }

  #take(mark: string): boolean {
    if (!this.#at(mark)) return false;
    this.#advance();
    return true;
  }

  #expect(mark: string, message: string): void {
    if (!this.#take(mark)) this.#fail(message);
  }

  /** Says what is wrong with the token at hand: what rules do not have is named, else the caller knows best. */
  #fail(message: string): never {
    const token = this.#token;
    const text = this.#source.slice(token.start, token.end);
    if (token.kind === 'mark' && assignments.has(text)) {
      throw new Stop(token.start, 'Rule expressions may not contain assignments.');
    }
    if (token.kind === 'mark' && foreignOperators.has(text)) {
      throw new Stop(token.start, `Rule expressions may not contain operator '${text}'.`);
    }
    if (token.kind === 'name' && foreignWords.has(text)) {
      throw new Stop(token.start, `Rule expressions may not contain '${text}'.`);
    }
    throw new Stop(token.start, token.kind === 'end' ? 'Unexpected end of expression.' : message);
  }

  #nested<T>(read: () => T): T {
    this.#open += 1;
    if (this.#open > languageLimits.expressionNesting) throw new Stop(this.#token.start, tooDeep);
    const result = read();
    this.#open -= 1;
    return result;
  }

  /** rule: expression ';'* */
  whole(): Expression {
    const expression = this.#expression();
    while (this.#take(';'));
    if (this.#token.kind !== 'end') this.#fail(this.#at(')') ? 'syntax error' : 'missing ; before statement');
    return expression;
  }

  /** expression: binary ( '?' expression ':' expression )? */
  #expression(): Expression {
    return this.#nested(() => {
      const condition = this.#binary(1);
      if (!this.#take('?')) return condition;
      const whenTrue = this.#expression();
      this.#expect(':', 'missing : in conditional expression');
      const whenFalse = this.#expression();
      const { start } = condition;
      return measured<Conditional>(
        { kind: 'conditional', condition, whenTrue, whenFalse, start, end: this.#end },
        [condition, whenTrue, whenFalse],
      );
    });
  }

  /** binary: unary ( operator binary )*, where operators bind as the table says and all group to the left */
  #binary(atLeast: number): Expression {
    let left = this.#unary();
    for (;;) {
      const operator = this.#token.kind === 'mark' ? this.#token.mark : '';
      const binding = precedence.get(operator);
      if (binding === undefined || binding < atLeast) return left;
      if (operator === '&&' || operator === '||') {
        left = this.#logical(operator, left, binding);
        continue;
      }
      this.#advance();
      const right = this.#binary(binding + 1);
      // The table has no other operators; '===' and '!==' lose their third character.
      const same = operator.slice(0, 2) as BinaryOperator;
      const { start } = left;
      left = measured<Binary>({ kind: 'binary', operator: same, left, right, start, end: this.#end }, [
        left,
        right,
      ]);
    }
  }

  #logical(operator: '&&' | '||', first: Expression, binding: number): Logical {
    const operands = [first];
    while (this.#take(operator)) operands.push(this.#binary(binding + 1));
    return measured<Logical>(
      { kind: 'logical', operator, operands, start: first.start, end: this.#end },
      operands,
    );
  }

  /** unary: ('!' | '-') unary | postfix */
  #unary(): Expression {
    const { start } = this.#token;
    for (const operator of ['!', '-'] as const) {
      if (!this.#at(operator)) continue;
      this.#advance();
      const operand = this.#nested(() => this.#unary());
      return measured<Unary>({ kind: 'unary', operator, operand, start, end: this.#end }, [operand]);
    }
    return this.#postfix();
  }

  /** postfix: primary ( '.' name | '[' expression ']' | '(' arguments ')' )* */
  #postfix(): Expression {
    let target = this.#primary();
    const { start } = target;
    for (;;) {
      if (this.#take('.')) {
        const token = this.#token;
        if (token.kind !== 'name') this.#fail('missing name after . operator');
        this.#advance();
        target = measured<Member>({ kind: 'member', target, name: token.name, start, end: this.#end }, [
          target,
        ]);
      } else if (this.#take('[')) {
        const index = this.#expression();
        this.#expect(']', 'missing ] in index expression');
        const end = this.#end;
        target =
          index.kind === 'literal' && typeof index.value === 'string'
            ? measured<Member>({ kind: 'member', target, name: index.value, start, end }, [target])
            : measured<Index>({ kind: 'index', target, index, start, end }, [target, index]);
      } else if (this.#take('(')) {
        const given = this.#list(')', 'missing ) after argument list');
        target = measured<Call>({ kind: 'call', callee: target, arguments: given, start, end: this.#end }, [
          target,
          ...given,
        ]);
      } else {
        return target;
      }
    }
  }

  /** ( expression ( ',' expression )* )? and the bracket that closes it */
  #list(close: string, message: string): readonly Expression[] {
    const items: Expression[] = [];
    if (this.#take(close)) return items;
    do items.push(this.#expression());
    while (this.#take(','));
    this.#expect(close, message);
    return items;
  }

  /** primary: number | string | 'true' | 'false' | 'null' | name | regex | '[' list ']' | '(' expression ')' */
  #primary(): Expression {
    const token = this.#token;
    const { start } = token;
    if (token.kind === 'number' || token.kind === 'string') {
      this.#advance();
      return measured<Literal>({ kind: 'literal', value: token.value, start, end: token.end });
    }
    if (token.kind === 'name') {
      const value = words.get(token.name);
      if (value === undefined && foreignWords.has(token.name)) this.#fail('syntax error');
      this.#advance();
      return value === undefined
        ? measured<Variable>({ kind: 'variable', name: token.name, start, end: token.end })
        : measured<Literal>({ kind: 'literal', value, start, end: token.end });
    }
    if (this.#at('/') || this.#at('/=')) return this.#regex(start);
    if (this.#take('[')) {
      const items = this.#list(']', 'missing ] after element list');
      return measured<List>({ kind: 'list', items, start, end: this.#end }, items);
    }
    if (this.#take('(')) {
      const inner = this.#expression();
      this.#expect(')', 'missing ) in parenthetical');
      // The brackets belong to the text of the operand, and its place is where they open.
      return { ...inner, start, end: this.#end };
    }
    // Here no operator can stand that needs something on its left.
    if (token.kind === 'mark' && foreignOperators.has(token.mark) && !foreignPrefixes.has(token.mark)) {
      throw new Stop(start, 'syntax error');
    }
    return this.#fail('syntax error');
  }

  #regex(start: number): Regex {
    const { source, flags, end } = readRegex(this.#source, start);
    this.#end = end;
    this.#token = readToken(this.#source, end);
    return measured<Regex>({ kind: 'regex', source, flags, start, end });
  }
}
