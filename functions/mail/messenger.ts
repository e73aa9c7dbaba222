import { createHmac } from 'node:crypto';
import type { App, Messenger } from '../../shared/services/app.ts';
import { secret } from '../../shared/services/services.ts';

/** What the operator puts into the secret of messages: where the union's gateway is, and the key that it shares. */
interface Gateway {
  url: string;
  key: string;
}

const TIMEOUT_MS = 10_000;

/** The gateway answered that it will not take this message, however often it is brought. */
export class MessageRefused extends Error {}
/** The gateway takes nothing now: not reached, too slow, too many at once, or a fault of its own. */
export class GatewayDown extends Error {}
/** It did not answer at all, which takes as long as one waits. */
export class GatewayUnreached extends GatewayDown {}

export const isMessageRefused = (error: unknown): boolean => error instanceof MessageRefused;
export const isGatewayDown = (error: unknown): boolean => error instanceof GatewayDown;

/** For one batch or run: a gateway that did not answer is not waited for a second time, which would hold up the mails. */
export function messengerOf(app: App): Messenger {
  const messenger = app.edge.messenger ?? overHttps(app);
  let unreached: GatewayUnreached | undefined;
  return {
    async deliver(...message) {
      if (unreached) throw unreached;
      try {
        await messenger.deliver(...message);
      } catch (error) {
        if (error instanceof GatewayUnreached) unreached = error;
        throw error;
      }
    },
  };
}

/**
 * Posts {id, telephone, text} to the gateway, over TLS, save to a gateway on the same machine. X-Signature is the
 * HMAC-SHA-256, in hex, of X-Timestamp (seconds), a full stop and the body: the gateway knows who sent it, and when.
 * Neither the number nor the text stands in an error.
 */
function overHttps(app: App): Messenger {
  return {
    async deliver(id, telephone, text) {
      const { url, key } = gatewayOf(await secret(app, 'MESSAGES_SECRET_ARN'));
      const body = JSON.stringify({ id, telephone, text });
      const timestamp = String(Math.floor(app.now().getTime() / 1000));
      const signature = createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': id,
        'x-timestamp': timestamp,
        'x-signature': signature,
      };
      const status = await posted(url, { method: 'POST', headers, body, redirect: 'manual' });
      if (status >= 200 && status < 300) return;
      const isForNow = status >= 500 || status === 408 || status === 429 || status === 401 || status === 403;
      if (status >= 400 && !isForNow) throw new MessageRefused(`the gateway answers ${status}`);
      throw new GatewayDown(`the gateway answers ${status}`);
    },
  };
}

async function posted(url: string, request: RequestInit): Promise<number> {
  try {
    const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    throw new GatewayUnreached('the gateway is not reached');
  }
}

function gatewayOf(text: string): Gateway {
  const { url = '', key } = partsOf(text);
  const { protocol = '', hostname = '' } = URL.canParse(url) ? new URL(url) : {};
  const isSafe = protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1');
  if (!isSafe || !key || hostname.endsWith('.invalid'))
    throw new GatewayDown('the secret of messages is not filled in');
  return { url, key };
}

/** Nothing of a secret that is none; an error of the parser would repeat some of it. */
function partsOf(text: string): Partial<Gateway> {
  try {
    const { url, key } = JSON.parse(text) as Record<string, unknown>;
    return typeof url === 'string' && typeof key === 'string' ? { url, key } : {};
  } catch {
    return {};
  }
}
