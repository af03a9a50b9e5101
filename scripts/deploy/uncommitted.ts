import type { Refusal } from './refusal.ts';

const shown = 5;

/**
 * What is deployed can be found again only if it is a commit.
 *
 * @param status what `git status --porcelain` prints, or undefined where there is no repository
 */
export const uncommitted = (status: string | undefined): readonly Refusal[] => {
  if (status === undefined)
    return [
      {
        what: 'This folder is not a git repository with a commit, so nobody could tell later what was deployed.',
        fix: 'Deploy from a clone.',
      },
    ];
  const changes = status.split('\n').filter((line) => line !== '');
  if (changes.length === 0) return [];
  const names = changes.slice(0, shown).map((line) => line.slice(3));
  const more = changes.length > shown ? ` and ${changes.length - shown} more` : '';
  return [
    {
      what: `Not everything is committed: ${names.join(', ')}${more}.`,
      fix: 'Commit it or put it away (`git stash -u`), so that what is deployed can be found again.',
    },
  ];
};
