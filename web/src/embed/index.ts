export { ChatRoom } from './ChatRoom.tsx';

// What ChatRoom is made of, for pages that draw a room in their own way. See README.md beside this.
export { startClock } from '../backend/clock.ts';
export { startFirebase } from '../backend/firebase.ts';
export { useSource } from '../backend/useSource.ts';
export { useConnection } from '../features/connection/useConnection.ts';
export { useMembers } from '../features/members/useMembers.ts';
export { mergeTimeline } from '../features/messages/timeline.ts';
export { useHistory } from '../features/messages/useHistory.ts';
export { useOutbox } from '../features/messages/useOutbox.ts';
export { usePeople } from '../features/people/usePeople.ts';
export { useMembership } from '../features/rooms/useRooms.ts';
export { openSession } from '../features/session/session.ts';
export { useAnnouncedTyping, useTyping } from '../features/typing/useTyping.ts';
