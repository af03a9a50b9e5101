// Loaded into a server under measurement before anything else: tells whoever started it what it has used.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuUs: user + system, residentBytes: process.memoryUsage.rss() });
});
// Being asked is no reason to stay.
process.channel?.unref();
