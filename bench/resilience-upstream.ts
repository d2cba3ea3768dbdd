import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { invoiceRow, pageOf } from '../test/upstream/kit/rows.ts';

/** An upstream that answers every read with the same row, or page of a hundred, as fast as it can. */
const one = JSON.stringify({ status: 'OK', data: invoiceRow() });
const page = JSON.stringify({ status: 'OK', data: pageOf(...Array.from({ length: 100 }, (_, i) => invoiceRow({ id: i + 1 }))) });
const server = createServer((request, response) => {
  request.resume().once('end', () => {
    const body = request.url?.includes('/list/') === true ? page : one;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`));
