import type { IncomingMessage } from 'node:http';

/** A body past the limit is read to its end all the same, kept nowhere: most clients listen only then. */
export const readBody = (
  incoming: IncomingMessage,
  limitBytes: number,
): Promise<Buffer | 'tooLarge' | 'aborted'> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limitBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    incoming.on('end', () => resolve(bytes <= limitBytes ? Buffer.concat(chunks) : 'tooLarge'));
    incoming.on('close', () => resolve('aborted'));
  });
