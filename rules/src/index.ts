import { print } from './print.ts';
import { rules } from './rules.ts';

/** The text of database.rules.json. */
export const printRules = (): string => print(rules);
