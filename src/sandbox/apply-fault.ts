import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import { failReply } from './envelope.ts';
import type { Fault, FaultKind } from './faults.ts';
import { Refusal } from './refusal.ts';
import type { Language } from './rows.ts';
import type { SandboxSwitches } from './switches.ts';
import { writeHalf, writeHtml, writeJson } from './write-reply.ts';

const gatewayPage = (title: string): string => `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center><hr>nginx</body></html>\n`;

/** What a fault may do to a call. */
export interface FaultScene {
  response: ServerResponse;
  language: Language;
  switches: SandboxSwitches;
  /** Destroys the connection from our side. */
  cut: () => void;
}

/** The faults after which nothing was done: the request is not looked at. */
const EARLY: ReadonlySet<FaultKind> = new Set(['stall', 'resetBefore', '429', '500', '502', '503', 'pdfJson']);

/** True for a fault that comes before the request is fulfilled; the others spoil the answer of one that was. */
export function isEarly(fault: Fault): boolean {
  return EARLY.has(fault.kind);
}

/** Does what a fault does instead of fulfilling the request. */
export function failEarly(fault: Fault, { response, language, switches, cut }: FaultScene): void {
  const retryAfter: Record<string, string> = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  const fail = (status: number, key: 'tooMany' | 'internal'): void => {
    const reply = failReply(new Refusal(status, { key }), language, switches);
    writeJson(response, { ...reply, headers: { ...reply.headers, ...retryAfter } });
  };
  if (fault.kind === 'resetBefore') cut();
  else if (fault.kind === '429') fail(429, 'tooMany');
  else if (fault.kind === '500') fail(500, 'internal');
  else if (fault.kind === '502') writeHtml(response, 502, gatewayPage('502 Bad Gateway'), retryAfter);
  else if (fault.kind === '503') writeHtml(response, 503, gatewayPage('503 Service Temporarily Unavailable'), retryAfter);
  else if (fault.kind === 'pdfJson') {
    writeJson(response, { ...failReply(new Refusal(500, { key: 'internal' }), language, switches), status: 200 });
  }
  // A stall answers nothing.
}

/** Spoils the answer of a request that was fulfilled; false: the answer goes out as it is (after a latency). */
export function spoilAnswer(fault: Fault, answer: Answer, { response, cut }: FaultScene): boolean {
  switch (fault.kind) {
    case 'resetAfter':
      cut();
      return true;
    case 'truncated':
    case 'truncatedClean':
      writeHalf(response, answer, cut, fault.kind === 'truncatedClean');
      return true;
    case 'html200':
      writeHtml(response, 200, gatewayPage('Maintenance'));
      return true;
    case 'empty201':
      response.writeHead(201, { 'content-length': 0 });
      response.end();
      return true;
    default:
      return false;
  }
}
