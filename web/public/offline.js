// @ts-nocheck: the types of a service worker and those of a page exclude each other.
/**
 * Lets the page open without a network: the page itself, its code and its styles are answered from this browser then. What people
 * write and read is no business of this worker; it never sees the database or the sign-in, which are of other origins.
 */
const cacheName = 'causerie-page';

/** The page it was last told of; another one is another version, and what was kept of the old one goes. */
const marker = '/offline.js?page';

const keep = async (page, addresses) => {
  const known = await caches.open(cacheName).then((cache) => cache.match(marker));
  if ((await known?.text()) !== page) await caches.delete(cacheName);
  const cache = await caches.open(cacheName);
  const missing = await Promise.all(
    addresses.map(async (address) => ((await cache.match(address)) === undefined ? [address] : [])),
  );
  await cache.addAll(missing.flat());
  await cache.put(marker, new Response(page));
};

/** What has a hash in its name never changes. Of everything else the network knows better, while there is one. */
const answer = async (request) => {
  const { pathname } = new URL(request.url);
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request.mode === 'navigate' ? '/' : request);
  if (kept !== undefined && pathname.startsWith('/assets/')) return kept;
  try {
    const response = await fetch(request);
    // The address of a page that is not there leads to the page, too; only what a name stands for may be kept under it.
    const isAsset =
      pathname.startsWith('/assets/') && !response.headers.get('Content-Type')?.includes('html');
    if (response.ok && response.type === 'basic' && (isAsset || pathname === '/__/firebase/init.json')) {
      await cache.put(request, response.clone());
    }
    return response;
  } catch (error) {
    if (kept === undefined) throw error;
    return kept;
  }
};

addEventListener('message', (event) => {
  const { page, addresses } = event.data;
  event.waitUntil(keep(page, addresses));
});

addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  const isOurs = method === 'GET' && origin === location.origin;
  // The rest of `/__/` is the host's own, such as its sign-in pages.
  if (!isOurs || (pathname.startsWith('/__/') && pathname !== '/__/firebase/init.json')) return;
  event.respondWith(answer(event.request));
});
