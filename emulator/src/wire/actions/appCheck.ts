import type { Handler } from '../handler.ts';
import { done } from '../message.ts';

/** Accepted unread: an emulator attests nothing. */
export const appCheck: Handler<'appCheck'> = () => done;
