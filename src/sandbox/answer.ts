import { checkConnect } from './connect.ts';
import { okReply, type JsonReply } from './envelope.ts';
import type { World } from './call.ts';
import { invoicePage } from './endpoints/invoice-page.ts';
import type { JsonObject } from './json.ts';
import type { PdfFile } from './pdf/pdf-file.ts';
import { RateLimit } from './rate-limit.ts';
import { Refusal } from './refusal.ts';
import type { Route } from './routes.ts';

/** What a request is answered with. */
export type Answer =
  | { kind: 'json'; reply: JsonReply }
  | { kind: 'html'; status: number; html: string }
  | { kind: 'pdf'; file: PdfFile };

/** A request as far as endpoints need it. */
export interface Ask {
  route: Route | undefined;
  method: string;
  query: URLSearchParams;
  accept: string;
  /** Reads the body as JSON, or throws the refusal of a body that is none. */
  body: () => JsonObject;
}

/** Answers requests; what is refused is thrown. */
export class Answers {
  readonly #world: World;
  readonly #limit = new RateLimit();

  constructor(world: World) {
    this.#world = world;
  }

  answer({ route, method, query, accept, body }: Ask): Answer {
    if (!route) throw new Refusal(404, { key: 'pathUnknown' });
    if (method !== (route.kind === 'api' ? 'POST' : 'GET')) throw new Refusal(405, { key: 'method' });
    const world = this.#world;
    if (route.kind === 'page') return { kind: 'html', status: 200, html: invoicePage(world.state, route.key) };
    if (route.kind === 'link') {
      this.#admit('links');
      return this.#json(route.answer({ ...world, key: query.get('key') ?? '' }));
    }
    const parsed = body();
    const { department, language, token } = checkConnect(parsed, world.state.offices);
    this.#admit(token);
    const call = { ...world, department, language, body: parsed };
    if (route.pdf && accept.includes('application/pdf')) return { kind: 'pdf', file: route.pdf(call) };
    return this.#json(route.answer(call));
  }

  /** Forgets the calls counted so far. */
  reset(): void {
    this.#limit.clear();
  }

  #json(data: unknown): Answer {
    return { kind: 'json', reply: okReply(data, this.#world.switches) };
  }

  #admit(token: string): void {
    const { rateLimit } = this.#world.switches;
    if (rateLimit && !this.#limit.admits(token, rateLimit.perSecond)) throw new Refusal(429, { key: 'tooMany' });
  }
}
