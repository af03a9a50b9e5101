/** The page's sign with a dot, for the tab. The drawing is that of `favicon.svg`. */
const dotted = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#14606a" d="M8 3h16a5 5 0 0 1 5 5v13a5 5 0 0 1-5 5h-9l-7 4.2V26a5 5 0 0 1-5-5V8a5 5 0 0 1 5-5Z"/><circle cx="24" cy="8" r="8" fill="#c8402a" stroke="#fffdf9" stroke-width="2"/></svg>',
)}`;

/** Shows in the tab, and on the icon of an installed page, that something is unread. */
export const showBadge = (count: number): void => {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const wanted = count > 0 ? dotted : '/favicon.svg';
  if (icon !== null && icon.getAttribute('href') !== wanted) icon.setAttribute('href', wanted);
  const { setAppBadge, clearAppBadge } = navigator as Partial<Navigator>;
  // Only installed pages have a badge; elsewhere the browser refuses.
  (count > 0 ? setAppBadge?.call(navigator, count) : clearAppBadge?.call(navigator))?.catch(() => undefined);
};
