// Keeps what has been read, for reading without the internet. The network goes first, and each build has a cache
// of its own: a page of one build never meets the script of another.

const BUILD = "crmlab-$build";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("crmlab-") && name !== BUILD) await caches.delete(name);
  await self.clients.claim();
})()));
const isOurs = (address) => new URL(address).origin === location.origin;
self.addEventListener("message", (event) => event.waitUntil((async () => {
  const kept = await caches.open(BUILD);
  await Promise.all(event.data.filter(isOurs).map((address) => kept.add(address).catch(() => {}))); // a full disk
})()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !isOurs(request.url)) return;
  event.respondWith((async () => {
    try {
      const answer = await fetch(request);
      if (answer.status === 200) {
        const kept = answer.clone();
        event.waitUntil(caches.open(BUILD).then((cache) => cache.put(request, kept)).catch(() => {})); // a full disk
      }
      return answer;
    } catch (offline) {
      const kept = await (await caches.open(BUILD)).match(request, { ignoreSearch: true });
      if (kept) return kept;
      throw offline;
    }
  })());
});
