/** What the window that went to Google says when it is back, it says here, and whoever sent it there listens. */
const channelName = 'causerie:google';

export const openGoogleChannel = (): BroadcastChannel => new BroadcastChannel(channelName);

/** In the window that Google sent back to this page: passes on what stands in its address, and closes it. */
export const returnFromGoogle = (): void => {
  if (!/[#&]state=/.test(location.hash)) return;
  // A channel has no target: it ends at the origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  openGoogleChannel().postMessage(location.hash);
  history.replaceState(null, '', '/');
  window.close();
};
