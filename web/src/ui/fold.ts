/** Without accents and in small letters, as people search: whoever looks for "creme" means "Crème" too. */
export const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
