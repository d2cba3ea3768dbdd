import { problemError } from './classify.ts';
import { cleanText } from './clean-text.ts';
import type { EndpointName } from './endpoints.ts';
import type { UpstreamObserver } from './observer.ts';
import type { Parsing } from './wire/parsing.ts';

/** Distinct oddities remembered, and so reported; an upstream that keeps inventing values must not fill the memory or the log. */
export const MAX_ODDITIES = 1000;
const MAX_VALUE = 100;

const show = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === null ? 'null' : typeof value;
};

/** Reports each distinct oddity once, without our keys in it. */
export const createOddities = (observer: UpstreamObserver, redact: (text: string) => string): ((endpoint: EndpointName) => Parsing) => {
  const seen = new Set<string>();
  const report = (endpoint: EndpointName, member: string, raw: unknown): void => {
    if (seen.size >= MAX_ODDITIES) return;
    const value = cleanText(redact(show(raw)), MAX_VALUE);
    const key = JSON.stringify([endpoint, member, value]);
    if (seen.has(key)) return;
    seen.add(key);
    try {
      observer.onOddity?.({ endpoint, member, value });
    } catch {
      // An observer's fault is not the call's.
    }
  };
  return (endpoint) => ({ oddity: (member, value) => report(endpoint, member, value), fault: (problem) => problemError(problem, endpoint, 1) });
};
