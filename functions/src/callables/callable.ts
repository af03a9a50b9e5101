import type { CallableName, Callables } from '@causerie/contract';
import type { Auth } from 'firebase-admin/auth';
import * as logger from 'firebase-functions/logger';
import { type CallableFunction, HttpsError, onCall } from 'firebase-functions/v2/https';
import { misplacedSettings, projectId } from '../environment.ts';
import { authOfProject } from '../people/auth.ts';
import { kindOf } from '../reported.ts';
import { treeOfProject } from '../tree/openTree.ts';
import type { Tree } from '../tree/tree.ts';
import { appCheckProjects } from './appCheckProjects.ts';
import { type Caller, callerOf } from './caller.ts';
import { refusal } from './refusal.ts';
import { takeTurn } from './takeTurn.ts';

/** What a callable works with. */
export interface Call {
  readonly tree: Tree;
  readonly auth: Auth;
  readonly caller: Caller;
  readonly nowMs: number;
}

interface Parts<Name extends CallableName> {
  /** Reads what came, or says what is wrong with it in a sentence for a developer. */
  readonly parse: (data: unknown) => Callables[Name]['data'] | { readonly problem: string };
  readonly answer: (call: Call, data: Callables[Name]['data']) => Promise<Callables[Name]['result']>;
}

const isProblem = (parsed: object): parsed is { readonly problem: string } =>
  Object.hasOwn(parsed, 'problem');

/**
 * Everything that all callables must do before they do anything: refuse a project with settings of the emulators, know the caller, see to the
 * pace, and check the input. Failures reach the caller with a reason and nothing else; the log gets their kind.
 */
export const callable = <Name extends CallableName>(
  name: Name,
  { parse, answer }: Parts<Name>,
): CallableFunction<unknown, Promise<Callables[Name]['result']>> =>
  onCall(
    {
      region: 'us-central1',
      // The page reaches it through Hosting, on its own origin. No other page is answered.
      cors: false,
      enforceAppCheck: appCheckProjects.includes(projectId()),
      memory: '256MiB',
      maxInstances: 5,
      concurrency: 20,
      timeoutSeconds: 60,
    },
    async ({ data, rawRequest }) => {
      try {
        const misplaced = misplacedSettings();
        if (misplaced.length > 0) {
          logger.error('call refused', { name, outcome: 'notHere', misplaced });
          throw refusal('notHere');
        }
        const [tree, auth, nowMs] = [treeOfProject(), authOfProject(), Date.now()];
        const caller = await callerOf(auth, tree, rawRequest.header('authorization'));
        await takeTurn(tree, caller.uid, name, nowMs);
        const parsed = parse(data);
        if (isProblem(parsed)) throw refusal('badInput', { what: parsed.problem });
        const result = await answer({ tree, auth, caller, nowMs }, parsed);
        logger.info('call answered', { name, totalMs: Date.now() - nowMs });
        return result;
      } catch (error) {
        if (error instanceof HttpsError) throw error;
        logger.error('call failed', { name, error: kindOf(error) });
        throw refusal('internal');
      }
    },
  );
