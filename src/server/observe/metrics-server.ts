import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Logger } from '../logger.ts';
import { METRICS_CONTENT_TYPE } from './metrics.ts';

export interface MetricsServer {
  /** Starts to listen; port 0 takes a free one. Answers the address of the metrics. */
  readonly listen: (port: number, host: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Serves `/metrics`, as `text` answers it, on a port of its own, so that the port of the callers has no way to it. */
export const createMetricsServer = (text: () => Promise<string>, logger: Logger): MetricsServer => {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (req, res) => {
    if ((req.method !== 'GET' && req.method !== 'HEAD') || (req.url ?? '').split('?')[0] !== '/metrics') {
      res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('The metrics are at /metrics.\n');
      return;
    }
    text().then(
      (page) => res.writeHead(200, { 'content-type': METRICS_CONTENT_TYPE, 'cache-control': 'no-store' }).end(req.method === 'HEAD' ? undefined : page),
      (error: unknown) => {
        logger.error({ err: error }, 'the metrics could not be read');
        res.writeHead(500).end();
      },
    );
  });
  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          const { port: taken } = server.address() as AddressInfo;
          resolve(`http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
