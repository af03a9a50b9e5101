import { audit } from './audit.ts';
import { blocks } from './blocks.ts';
import { budgets } from './budgets.ts';
import { invites } from './invites.ts';
import { members } from './members.ts';
import { messages } from './messages.ts';
import { moderation } from './moderation.ts';
import { people } from './people.ts';
import { reactions } from './reactions.ts';
import { receipts } from './receipts.ts';
import { reports } from './reports.ts';
import { rooms } from './rooms.ts';
import type { Rule } from './rule.ts';
import { signsOfLife } from './signsOfLife.ts';

/**
 * Who may read and write what. A place that is not named here can be neither read nor written, by anyone but the server.
 * A `.read` or `.write` that grants also grants everything below, so each stands as deep as it can. A `.validate` is not
 * asked about what is deleted: whatever must hold for a deletion too is said in `.write`.
 */
export const rules: readonly Rule[] = [
  ...people(),
  ...rooms(),
  ...members(),
  ...invites(),
  ...moderation(),
  ...audit(),
  ...messages(),
  ...reactions(),
  ...reports(),
  ...blocks(),
  ...budgets(),
  ...signsOfLife(),
  ...receipts(),
];
