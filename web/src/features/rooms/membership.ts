/** How somebody stands to the room they look at. `left` is whoever was in it and is no more. */
export type Membership = 'joining' | 'joined' | 'left' | 'refused';

/** `isMine` says whether the room is in the person's own list, `wasMember` whether this page has seen them in it. */
export const membershipOf = (is: {
  readonly isMine: boolean;
  readonly isRefused: boolean;
  readonly wasMember: boolean;
}): Membership => (is.isMine ? 'joined' : is.isRefused ? 'refused' : is.wasMember ? 'left' : 'joining');
