import type { UserId } from '@causerie/contract';

interface Said {
  readonly uid: UserId;
}

/** A conversation without what some people say in it: neither to be seen, nor counted, nor read out. */
export const withoutBlocked = <
  Conversation extends { readonly messages: readonly Said[]; readonly latest: readonly Said[] },
>(
  conversation: Conversation,
  blocked: ReadonlySet<UserId>,
): Conversation => {
  const isHeard = ({ uid }: Said): boolean => !blocked.has(uid);
  return blocked.size === 0
    ? conversation
    : {
        ...conversation,
        messages: conversation.messages.filter(isHeard),
        latest: conversation.latest.filter(isHeard),
      };
};
