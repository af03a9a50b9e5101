import { firebaseCli } from './firebaseTools.ts';
import { runNode } from '../runNode.ts';

/** Where a machine without a person signs in; firebase-tools reads these by itself. */
const unattended = ['GOOGLE_APPLICATION_CREDENTIALS', 'FIREBASE_TOKEN'];

export const howToSignIn = `Nobody is signed in to Google here. Run \`node ${firebaseCli} login\` once (add --no-localhost on a machine without a browser), or set GOOGLE_APPLICATION_CREDENTIALS to a service account's file in CI.`;

/** Whether firebase-tools has an account to deploy with. It is asked for names only. */
export const isSignedIn = async (): Promise<boolean> => {
  if (unattended.some((name) => Boolean(process.env[name]))) return true;
  const { output } = await runNode(firebaseCli, ['login:list']);
  return /logged in as/i.test(output);
};
