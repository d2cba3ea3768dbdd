import type { IncomingMessage, ServerResponse } from 'node:http';
import { Answers, type Answer } from './answer.ts';
import { failEarly, isEarly, spoilAnswer, type FaultScene } from './apply-fault.ts';
import { parseBody, readBody } from './body.ts';
import type { World } from './call.ts';
import { maskConnect, type CallLog } from './call-log.ts';
import { languageOf } from './connect.ts';
import { failReply } from './envelope.ts';
import type { Fault, FaultPlan } from './faults.ts';
import type { JsonObject } from './json.ts';
import { Refusal } from './refusal.ts';
import { routeOf } from './routes.ts';
import { writeAnswer } from './write-reply.ts';

/** Serves the emulated API: logs each call, lets it meet its fault, answers it. */
export class Listener {
  readonly #world: World;
  readonly #answers: Answers;
  readonly #faults: FaultPlan;
  readonly #calls: CallLog;

  constructor(world: World, faults: FaultPlan, calls: CallLog) {
    this.#world = world;
    this.#answers = new Answers(world);
    this.#faults = faults;
    this.#calls = calls;
  }

  /** Forgets what was counted for the rate limit. */
  reset(): void {
    this.#answers.reset();
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const begun = performance.now();
    const path = request.url ?? '/';
    const url = URL.canParse(path, 'http://sandbox') ? new URL(path, 'http://sandbox') : new URL('http://sandbox/');
    const route = routeOf(url.pathname);
    const accept = request.headers.accept ?? '';
    const method = request.method ?? '';
    const call = this.#calls.begin({ endpoint: route?.name ?? 'unknown', method, path, accept });
    let cutByUs = false;
    const end = (): void => {
      call.status = response.headersSent ? response.statusCode : 0;
      this.#calls.end(call, Math.round(performance.now() - begun), !response.writableFinished && !cutByUs);
    };
    // Whoever has read an answer must find its call ended, and `close` comes later than that.
    response.once('finish', end);
    response.once('close', end);
    // A caller that closes at once can be gone before there is a response to say so.
    const text = await readBody(request).catch((error: unknown) => (error instanceof Refusal ? error : undefined));
    if (text === undefined) return;
    const body = (): JsonObject => {
      if (text instanceof Refusal) throw text;
      if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw new Refusal(400, { key: 'bodyJson' });
      return parseBody(text);
    };
    const parsed = attempt(body);
    if (parsed) call.body = maskConnect(parsed);

    const { switches } = this.#world;
    const language = languageOf(parsed);
    const cut = (): void => {
      cutByUs = true;
      request.socket.destroy();
    };
    const scene: FaultScene = { response, language, switches, cut };
    const fault = this.#faults.take(call.endpoint, parsed);
    if (fault && isEarly(fault)) {
      failEarly(fault, scene);
      return;
    }
    // Done even for a caller who has gone meanwhile.
    if (fault?.kind === 'late') await patience(fault);
    const answer = this.#settle(() => this.#answers.answer({ route, method, query: url.searchParams, accept, body }), language);
    await this.#reply(answer, fault, scene);
  }

  #settle(answer: () => Answer, language: FaultScene['language']): Answer {
    const { switches, billing } = this.#world;
    try {
      billing.run();
      return answer();
    } catch (error) {
      if (!(error instanceof Refusal)) process.stderr.write(`sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      const refusal = error instanceof Refusal ? error : new Refusal(500, { key: 'internal' });
      return { kind: 'json', reply: failReply(refusal, language, switches) };
    }
  }

  async #reply(answer: Answer, fault: Fault | undefined, scene: FaultScene): Promise<void> {
    if (fault?.kind === 'latency') await Promise.race([patience(fault), new Promise((gone) => scene.response.once('close', gone))]);
    if (scene.response.destroyed) return;
    if (fault && spoilAnswer(fault, answer, scene)) return;
    await writeAnswer(scene.response, answer, scene.switches.pdfLength);
  }
}

function attempt(body: () => JsonObject): JsonObject | undefined {
  try {
    return body();
  } catch {
    return undefined;
  }
}

/** As long as a fault makes a call wait. */
function patience({ until, ms = 0 }: Fault): Promise<unknown> {
  return until ?? new Promise((resolve) => setTimeout(resolve, ms).unref());
}
