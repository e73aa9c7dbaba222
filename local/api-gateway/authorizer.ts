import * as z from 'zod';
import type { AuthorizerProperties } from '../cloudformation/api-body.ts';
import { GatewayError } from './gateway-responses.ts';
import { evaluatePolicy } from './policy.ts';
import type { ApiRequest } from './request.ts';

const answerShape = z.object({
  principalId: z.string(),
  policyDocument: z.object({
    Statement: z.array(
      z.object({
        Effect: z.string(),
        Action: z.union([z.string(), z.array(z.string())]),
        Resource: z.union([z.string(), z.array(z.string())]),
      }),
    ),
  }),
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  usageIdentifierKey: z.string().optional(),
});
type Answer = z.infer<typeof answerShape>;

interface AuthorizerDeps {
  invoke(functionArn: string, event: unknown): Promise<unknown>;
  now(): number;
}

export interface AuthorizedMethod {
  methodArn: string;
  /** The event of a REQUEST authorizer: the proxy event without body and authorizer. */
  requestEvent(): Record<string, unknown>;
}

/** A Lambda authorizer with its cache of answers, by the values of its identity sources. */
export class LambdaAuthorizer {
  private readonly cache = new Map<string, { answer: Answer; until: number }>();
  private readonly properties: AuthorizerProperties;
  private readonly headers: string[];
  private readonly functionArn: string;
  private readonly deps: AuthorizerDeps;

  constructor(properties: AuthorizerProperties, deps: AuthorizerDeps) {
    this.properties = properties;
    this.deps = deps;
    this.functionArn = functionOf(properties.authorizerUri);
    this.headers = properties.identitySource.split(',').map(headerOf);
  }

  /**
   * @returns what the integration finds in requestContext.authorizer.
   * @throws GatewayError UNAUTHORIZED, ACCESS_DENIED or AUTHORIZER_CONFIGURATION_ERROR.
   */
  async authorize(request: ApiRequest, method: AuthorizedMethod): Promise<Record<string, unknown>> {
    const identity = this.headers.map((name) => request.headers.get(name));
    // Without its identity the function is not even asked.
    if (identity.some((value) => !value)) throw new GatewayError('UNAUTHORIZED', 'Unauthorized');
    const answer = await this.answerFor(identity as string[], method);
    const verdict = evaluatePolicy(answer.policyDocument, method.methodArn);
    const context = answer.context ?? {};
    if (verdict === 'implicit-deny') {
      throw new GatewayError('ACCESS_DENIED', 'User is not authorized to access this resource', context);
    }
    if (verdict === 'explicit-deny') {
      const message = 'User is not authorized to access this resource with an explicit deny';
      throw new GatewayError('ACCESS_DENIED', message, context);
    }
    // API Gateway hands every value of the context on as text.
    const texts = Object.entries(context).map(([name, value]) => [name, String(value)]);
    return { principalId: answer.principalId, integrationLatency: 0, ...Object.fromEntries(texts) };
  }

  private async answerFor(identity: string[], method: AuthorizedMethod): Promise<Answer> {
    const ttl = this.properties.authorizerResultTtlInSeconds * 1000;
    const key = JSON.stringify(identity);
    const cached = this.cache.get(key);
    if (ttl > 0 && cached && cached.until > this.deps.now()) return cached.answer;
    const answer = await this.ask(method);
    if (ttl > 0) this.cache.set(key, { answer, until: this.deps.now() + ttl });
    return answer;
  }

  private async ask(method: AuthorizedMethod): Promise<Answer> {
    const event = { type: 'REQUEST', methodArn: method.methodArn, ...method.requestEvent() };
    let answer: unknown;
    try {
      answer = await this.deps.invoke(this.functionArn, event);
    } catch (error) {
      if ((error as { errorMessage?: string }).errorMessage === 'Unauthorized') {
        throw new GatewayError('UNAUTHORIZED', 'Unauthorized');
      }
      // The service answers 500 and says no more.
      throw new GatewayError('AUTHORIZER_CONFIGURATION_ERROR', 'Internal server error');
    }
    const parsed = answerShape.safeParse(answer);
    if (!parsed.success) throw new GatewayError('AUTHORIZER_CONFIGURATION_ERROR', 'Internal server error');
    return parsed.data;
  }
}

/** The function's ARN in `arn:…:apigateway:…:lambda:path/2015-03-31/functions/<arn>/invocations`. */
export function functionOf(uri: string): string {
  const arn = /:lambda:path\/2015-03-31\/functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1];
  if (arn === undefined) throw new Error(`本地云不认识集成地址 ${uri}`);
  return arn;
}

function headerOf(source: string): string {
  const name = /^method\.request\.header\.([\w-]+)$/.exec(source.trim())?.[1];
  if (name === undefined) throw new Error(`本地云不认识身份来源 ${source}`);
  return name;
}
