import type { IncomingMessage } from 'node:http';

import type { Attributes } from '@opentelemetry/api';

import { GRAPHQL_PATH } from '../graphql-endpoint.ts';
import { isPdfPath } from '../pdf-links.ts';
import type { Noted } from '../request-info.ts';
import type { Metrics } from './metrics.ts';

/** Which part of the server a path belongs to: paths themselves hold ids, and are made up by strangers. */
export const routeOf = (path: string): 'graphql' | 'documents' | 'probe' | 'other' => {
  if (path === GRAPHQL_PATH) return 'graphql';
  if (isPdfPath(path)) return 'documents';
  return path === '/health' || path === '/ready' ? 'probe' : 'other';
};

export const traceparentOf = ({ headers }: IncomingMessage): string | undefined => (typeof headers.traceparent === 'string' ? headers.traceparent : undefined);

/** What a span tells of a request, once it is answered. */
export const attributesOf = ({ operationName, operationKind, tenant, codes }: Noted, status: number): Attributes => ({
  'http.response.status_code': status,
  ...(operationName === undefined ? {} : { 'graphql.operation.name': operationName.slice(0, 64) }),
  ...(operationKind === undefined ? {} : { 'graphql.operation.type': operationKind }),
  ...(tenant === undefined ? {} : { 'econt.tenant': tenant }),
  ...(codes.length === 0 ? {} : { 'econt.error_codes': [...new Set(codes)] }),
});

/** Counts a request that has just been answered, and the operation in it. */
export const measureRequest = (metrics: Metrics, { method, path, status, seconds, noted }: { readonly method: string; readonly path: string; readonly status: number; readonly seconds: number; readonly noted: Noted }): void => {
  const route = routeOf(path);
  metrics.request({ method, route, status, seconds });
  const { operationName: name, operationKind, codes } = noted;
  if (route === 'graphql' && (operationKind !== undefined || codes.length > 0)) metrics.operation({ name, kind: operationKind ?? 'none', codes, seconds });
};
