import { increment } from 'firebase/database';

/** Stands for one less than what is stored at the moment of the write, which need not be known here. */
export const countDown = (): unknown => increment(-1);
