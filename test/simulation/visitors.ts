import { createHash } from 'node:crypto';
import type { APIGatewayProxyResult } from 'aws-lambda';
import type { FunctionName } from '../../infra/functions.ts';
import { Client } from '../../shared/contract/client.ts';
import type { OperationName } from '../../shared/contract/routes.ts';
import { apiEvent } from '../support/api-event.ts';
import { routeParts } from '../support/handlers.ts';
import { holdAnswered } from '../support/hold-answer.ts';
import type { Asking } from './denials.ts';
import type { Faults } from './faults.ts';
import type { Instances } from './instances.ts';
import { loop } from './loop.ts';
import type { Staff } from './staff.ts';

const api = 'https://example.cn';

/** As API Gateway answers when it does not hear from a function. */
const gone = 504;

interface Answered {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** Whether something befell the invocation, so that it may have failed. */
  isExcused: boolean;
}

/** The ways in: the API as staff and citizens call it, and the pages that a link opens. */
export class Visitors {
  private readonly instances: Instances;
  private readonly faults: Faults;
  private readonly staff: Staff;
  private readonly told: (sentence: string) => void;
  private readonly heldBefore = new Set<string>();
  /** Is told what somebody who has signed in asks, and then of the status with which they were answered. */
  onAsked: (asking: Asking) => (status: number) => void = () => () => undefined;

  /** @param told hears of every answer that there should not be */
  constructor(instances: Instances, faults: Faults, staff: Staff, told: (sentence: string) => void) {
    this.instances = instances;
    this.staff = staff;
    this.faults = faults;
    this.told = told;
  }

  /** The API as one person calls it, or whoever has not signed in. */
  as(person?: string, from?: string): Client {
    const fetch = (async (url: string, init: RequestInit) => {
      const answer = await this.ask(url, init, person, from);
      return responseOf(answer);
    }) as unknown as typeof globalThis.fetch;
    const examine: ConstructorParameters<typeof Client>[0]['examine'] = (method, path, answer) => {
      if (answer.status !== gone) this.held(method, path, answer);
    };
    return new Client({ api, fetch, examine });
  }

  async page(url: string, fields?: Record<string, string>, from?: string): Promise<{ status: number; html: string }> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const init = fields ? { method: 'POST', headers, body: new URLSearchParams(fields).toString() } : {};
    const { status, headers: sent, text } = await this.ask(url, init, undefined, from);
    const header = (name: string) => sent[name] ?? null;
    if (status !== gone) this.held(init.method ?? 'GET', new URL(url).pathname, { status, header, text });
    return { status, html: text };
  }

  /** An answer is held once: four of five are what was answered before, to the letter. */
  private held(method: string, path: string, answer: Parameters<typeof holdAnswered>[2]): void {
    const headers = ['content-type', 'etag'].map((name) => answer.header(name));
    const said = JSON.stringify([method, path, answer.status, headers, answer.text]);
    const known = createHash('sha1').update(said).digest('base64');
    if (this.heldBefore.has(known)) return;
    this.heldBefore.add(known);
    try {
      holdAnswered(method, path, answer);
    } catch (error) {
      this.told((error as Error).message);
    }
  }

  private async ask(url: string, init: RequestInit, person?: string, from?: string): Promise<Answered> {
    const { pathname, searchParams } = new URL(url);
    const method = init.method ?? 'GET';
    const parts = routeParts(method, pathname);
    if (!parts) throw new Error(`no route for ${method} ${pathname}`);
    const query: Record<string, string[]> = {};
    for (const [name, value] of searchParams) query[name] = [...(query[name] ?? []), value];
    const { route, params } = parts;
    const as = person === undefined ? undefined : this.staff.signedIn(person);
    const answered = as ? this.onAsked({ as, operation: route.operation as OperationName, params, query }) : undefined;
    const event = apiEvent({
      ...{ method, resource: route.path, params, query, as },
      ...{ headers: init.headers as Record<string, string>, body: init.body ?? undefined },
      ...(from === undefined ? {} : { from }),
    });
    await loop.sleep(this.faults.latency());
    const answer = await this.answer(route.handledBy as FunctionName, event);
    answered?.(answer.status);
    await loop.sleep(this.faults.latency());
    if (answer.status >= 500 && !answer.isExcused) {
      this.told(`${method} ${route.path} 答了 ${answer.status}，而什么也没有发生：${answer.text.slice(0, 300)}`);
    }
    return answer;
  }

  private async answer(name: FunctionName, event: object): Promise<Answered> {
    try {
      const { answer, invocation } = await this.instances.invoke(name, event);
      const { statusCode, headers = {}, body } = answer as APIGatewayProxyResult;
      const all = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
      const isExcused = invocation.befallen.length > 0;
      return { status: statusCode, headers: Object.fromEntries(all), text: body, isExcused };
    } catch {
      return { status: gone, headers: {}, text: '', isExcused: true };
    }
  }
}

function responseOf({ status, headers, text }: Answered): object {
  const get = (name: string) => headers[name] ?? null;
  return { status, ok: status < 300, headers: { get }, text: async () => text };
}
