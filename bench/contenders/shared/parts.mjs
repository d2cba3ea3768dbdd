import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

import { upstreamIdOf } from '../../../.cache/tools/src/graphql/node/global-id.js';
import { send } from '../../../.cache/tools/bench/contenders/raw/single.js';
import { createAccountSeal } from '../../../.cache/tools/bench/shared/account.js';
import { createEcont } from '../../../.cache/tools/bench/shared/econt.js';
import { createReads } from '../../../.cache/tools/bench/shared/reads.js';

/** What a contender is told. */
export const { apiUrl, folder } = JSON.parse(process.argv[2] ?? '{}');

export const typeDefs = readFileSync(new URL('billing.graphql', import.meta.url), 'utf8');
export const seal = createAccountSeal();
const econt = createEcont(apiUrl);
export const reads = createReads(econt);

/** An invoice by the arguments of its field. */
export const readInvoice = ({ id, number }) => reads.invoice(number == null ? { id: upstreamIdOf({ seal }, 'Invoice', id) } : { outer_number: number });

/** Issues an invoice without a ledger; answers its row. */
export const issueInvoice = (input) => send(econt, input);

/** Tells the benchmark where this contender serves. */
export const tell = (url) => process.stdout.write(`${JSON.stringify({ url })}\n`);

/** Serves JSON bodies that are POSTed, with as little around it as there can be. */
export const servePosts = (answer) => {
  const server = createServer((req, res) => {
    const chunks = [];
    req.on('data', (chunk) => chunks.push(chunk));
    req.on('end', async () => {
      const bytes = Buffer.from(JSON.stringify(await answer(JSON.parse(Buffer.concat(chunks).toString('utf8')))));
      res.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length }).end(bytes);
    });
  });
  server.listen(0, '127.0.0.1', () => tell(`http://127.0.0.1:${server.address().port}/`));
};
