import type { Handler } from '../handler.ts';
import { done } from '../message.ts';

/** The first message of a client counts its SDK versions. Nobody here counts. */
export const stats: Handler<'stats'> = () => done;
