/** A data directory that cannot be used. The message says why, and what to do. */
export class DataDirectoryError extends Error {
  override readonly name = 'DataDirectoryError';
}

/** What the system's error means for whoever named the directory. */
export const explainSystemError = (directory: string, error: unknown): DataDirectoryError => {
  if (error instanceof DataDirectoryError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const what = new Map([
    ['EACCES', 'this user may not write there. Change its permissions, or choose another.'],
    ['EPERM', 'this user may not write there. Change its permissions, or choose another.'],
    ['EROFS', 'the file system is read-only. Choose another place.'],
    ['ENOSPC', 'the disk is full. Make room, or choose another place.'],
    ['EDQUOT', 'the quota of this user is used up. Make room, or choose another place.'],
    ['EEXIST', 'it is a file. Choose another place.'],
    ['ENOTDIR', 'a part of this path is a file. Choose another place.'],
  ]).get(code ?? '');
  return new DataDirectoryError(`The data directory ${directory} cannot be used: ${what ?? message}`, {
    cause: error,
  });
};
