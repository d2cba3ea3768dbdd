import { STATUS_NAMES, type Refusal } from './refusal.ts';
import type { Language } from './rows.ts';
import type { SandboxSwitches } from './switches.ts';
import { say } from './texts.ts';

/** A JSON reply before it is written. */
export interface JsonReply {
  status: number;
  body: unknown;
  headers?: Readonly<Record<string, string>>;
}

/** A good reply. */
export function okReply(data: unknown, switches: SandboxSwitches): JsonReply {
  if (!switches.sessionId) return { status: 200, body: { status: 'OK', data } };
  const widened = typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data, x_trace: 'node-2' } : data;
  return { status: 200, body: { status: 'OK', data: widened, session_id: 'f3b0c44298fc1c149afbf4c8996fb924', x_build: 4127 } };
}

/** A refusal in the caller's language and in the form that the switches say. */
export function failReply(refusal: Refusal, language: Language, switches: SandboxSwitches): JsonReply {
  const name = STATUS_NAMES[refusal.status] ?? 'Error';
  const body = {
    status: 'FAIL',
    data: {
      name,
      message: messageOf(refusal, language, switches.messageForm),
      code: 0,
      status: refusal.status,
      // The real upstream leaks such diagnostics; no client may ever show them.
      previous: {
        name: 'yii\\db\\IntegrityException',
        message:
          'SQLSTATE[42S22]: Column not found: 1054 Unknown column in /var/www/econt/modules/facturare/controllers/InvoiceController.php:214',
        code: 1054,
      },
    },
    ...(switches.sessionId ? { session_id: 'f3b0c44298fc1c149afbf4c8996fb924', x_build: 4127 } : {}),
  };
  const headers = refusal.status === 429 && switches.rateLimit?.retryAfter === true ? { 'retry-after': '1' } : {};
  return { status: switches.failureHttp === 'always200' ? 200 : refusal.status, body, headers };
}

function messageOf(refusal: Refusal, language: Language, form: SandboxSwitches['messageForm']): unknown {
  if (refusal.fields.size === 0) return say(language, refusal.saying);
  const map = Object.fromEntries([...refusal.fields].map(([field, saying]) => [field, say(language, saying)]));
  if (form === 'map') return map;
  if (form === 'mapString') return JSON.stringify(map);
  // A single object that is not there needs no field in its text.
  if (refusal.status === 404) return say(language, refusal.saying);
  return Object.entries(map)
    .map(([field, message]) => `${field}: ${message}`)
    .join('; ');
}
