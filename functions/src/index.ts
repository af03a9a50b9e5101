export { onReportCreated } from './abuse/onReportCreated.ts';
export { eraseAccount } from './callables/eraseAccount.ts';
export { exportMyData } from './callables/exportMyData.ts';
export { signOutEverywhere } from './callables/signOutEverywhere.ts';
export { onJobWritten } from './cleanup/onJobWritten.ts';
export { onMemberRemoved } from './cleanup/onMemberRemoved.ts';
export { onRoomClosed } from './cleanup/onRoomClosed.ts';
export { onMessageWritten } from './messages/onMessageWritten.ts';
