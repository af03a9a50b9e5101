import { useId } from 'react';

/** An id that nothing of the page has: the panel stands under a root of its own, and each root counts from the beginning. */
export const useOwnId = (): string => `developer-${useId()}`;
