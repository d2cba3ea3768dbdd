import { readFileSync } from 'node:fs';

import autocannon from 'autocannon';

/** The load by autocannon, where there is no wrk. `autocannon.mjs {"url": …, "file": …, "from": …, "connections": …, "seconds": …, "headers": {}}` */
const { url, file, from, connections, seconds, headers } = JSON.parse(process.argv[2] ?? '{}');
const bodies = file === '' ? [] : readFileSync(file, 'utf8').trimEnd().split('\n');
let n = from;
const setupRequest = (request) => {
  n += 1;
  return { ...request, body: bodies[n % bodies.length]?.replace('{n}', `${n}`) };
};
const method = file === '' ? 'GET' : 'POST';
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  timeout: 30,
  requests: [{ method, headers: { 'content-type': 'application/json', ...headers }, ...(file === '' ? {} : { setupRequest }) }],
});
const { requests, latency, errors, non2xx, throughput } = result;
process.stdout.write(`${JSON.stringify({ requests: requests.total, seconds: result.duration, bytes: throughput.total, p50: latency.p50 * 1_000, p99: latency.p99 * 1_000, failed: errors + non2xx })}\n`);
