import { startSandbox, type Sandbox, type SandboxDepartment, type SandboxOptions } from '../../src/sandbox/start.ts';

/** The moment at which the tests' clocks stand still. */
export const NOW = '2026-03-02 09:00:00';

/** JSON that a test reads into. */
export type Json = Record<string, unknown>;

/** A reply of the API. */
export interface Reply {
  http: number;
  status: string;
  data: Json;
  raw: Json;
  headers: Headers;
}

/** Starts a sandbox whose clock stands still. */
export function start(options: SandboxOptions = {}): Promise<Sandbox> {
  return startSandbox({ now: NOW, invoices: 200, ...options });
}

/** Sends any request of a body. */
export function post(sandbox: Sandbox, path: string, body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
  return fetch(`${sandbox.url}/facturare/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

/** The `connect` of a department. */
export function connectOf({ client, token }: Pick<SandboxDepartment, 'client' | 'token'>, language = 'en'): { client: string; token: string; language: string } {
  return { client, token, language };
}

/** Calls an endpoint as a department. */
export async function call(sandbox: Sandbox, path: string, body: object = {}, department = sandbox.departments[0]!, language = 'en'): Promise<Reply> {
  return read(await post(sandbox, path, { connect: connectOf(department, language), ...body }));
}

/** Opens a link. */
export async function open(sandbox: Sandbox, path: string): Promise<Reply> {
  return read(await fetch(sandbox.url + path));
}

async function read(response: Response): Promise<Reply> {
  const raw = (await response.json()) as Json;
  return { http: response.status, status: raw['status'] as string, data: raw['data'] as Json, raw, headers: response.headers };
}

/** A put/invoice request of one line. */
export function order(order: object = {}, line: object = {}): { order: object; items: object } {
  return {
    order: { id: 71, order_number: 'A-71', amount: '554.30', currency: 'MDL', billing: { email: 'ion@exemplu.md' }, ...order },
    items: { 9: { product_id: 3, product_sku: 'S3', product_name: 'Țiglă', product_price: '55.43', product_qnt: 10, line_total: '554.30', ...line } },
  };
}
