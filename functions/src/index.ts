export { onMessageWritten } from './messages/onMessageWritten.ts';
