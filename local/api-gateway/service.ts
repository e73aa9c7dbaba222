import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import type { Environment } from '../cloudformation/stack.ts';
import type { Api, Method } from './api.ts';
import { LambdaAuthorizer } from './authorizer.ts';
import { GatewayError, render } from './gateway-responses.ts';
import { mockHeaders } from './mock.ts';
import { type ProxyResponse, proxyEvent, proxyResponse, requestParts } from './proxy.ts';
import { type ApiRequest, BodyTooLarge, readRequest } from './request.ts';
import { type Match, RouteTable } from './routes.ts';

interface GatewayDeps {
  clock: Clock;
  activity: Activity;
  environment: Environment;
  invoke(functionArn: string, event: unknown): Promise<unknown>;
  log(line: string): void;
}

/** What API Gateway waits for an integration unless the body says less. */
const INTEGRATION_TIMEOUT_MS = 29_000;

/** API Gateway, REST flavour: serves one API with its stage at the root, as a custom domain does. */
export class ApiGateway {
  private readonly routes: RouteTable<Method>;
  private readonly authorizers: ReadonlyMap<string, LambdaAuthorizer>;
  private readonly api: Api;
  private readonly deps: GatewayDeps;

  constructor(api: Api, deps: GatewayDeps) {
    this.api = api;
    this.deps = deps;
    this.routes = new RouteTable(api.routes);
    this.authorizers = new Map(
      [...api.authorizers].map(([id, properties]) => [
        id,
        new LambdaAuthorizer(properties, { invoke: deps.invoke, now: () => deps.clock.now() }),
      ]),
    );
  }

  /** Serves one HTTP request to its end. */
  readonly handler = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    await this.deps.activity.during(async () => {
      const requestId = randomUUID();
      const response = await this.answer(req, requestId);
      res.statusCode = response.statusCode;
      res.setHeader('Date', new Date(this.deps.clock.now()).toUTCString());
      res.setHeader('x-amzn-RequestId', requestId);
      for (const [name, value] of response.headers) res.appendHeader(name, value);
      const compressed = this.compresses(req, res, response.body);
      if (compressed) res.setHeader('Content-Encoding', 'gzip');
      const body = compressed ? gzipSync(response.body) : response.body;
      res.setHeader('Content-Length', body.length);
      res.end(req.method === 'HEAD' ? undefined : body);
    });
  };

  /** For whoever says so by Accept-Encoding, and only what nobody has encoded already. */
  private compresses({ headers }: IncomingMessage, res: ServerResponse, { length }: Buffer): boolean {
    const { compressFrom } = this.api;
    if (compressFrom === undefined || length < compressFrom || res.hasHeader('Content-Encoding')) return false;
    return /\b(gzip|\*)(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(headers['accept-encoding'] ?? ''));
  }

  private async answer(req: IncomingMessage, requestId: string): Promise<ProxyResponse> {
    let request: ApiRequest | undefined;
    try {
      request = await readRequest(req, requestId, this.deps.clock.now());
      return await this.serve(request);
    } catch (cause) {
      const error = this.gatewayError(cause);
      const rendered = render(this.api.gatewayResponses, {
        requestId,
        error,
        request: request ?? {
          path: req.url ?? '/',
          headers: { get: (name) => String(req.headers[name.toLowerCase()] ?? '') },
        },
        stage: this.api.stage,
      });
      return {
        statusCode: rendered.statusCode,
        headers: Object.entries(rendered.headers),
        body: Buffer.from(rendered.body),
      };
    }
  }

  private gatewayError(cause: unknown): GatewayError {
    if (cause instanceof GatewayError) return cause;
    if (cause instanceof BodyTooLarge) return new GatewayError('REQUEST_TOO_LARGE', 'Request Too Long');
    this.deps.log(`API 网关出错：${(cause as Error).name}`);
    return new GatewayError('DEFAULT_5XX', 'Internal server error');
  }

  private async serve(request: ApiRequest): Promise<ProxyResponse> {
    const match = this.routes.match(request.method, request.path);
    if (!match) throw new GatewayError('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token');
    const authorizer = await this.authorize(request, match);
    const { integration } = match.method;
    if (integration.type === 'mock') {
      const headers = mockHeaders(integration.mock, request.headers.get('origin'));
      return { statusCode: integration.mock.statusCode, headers: Object.entries(headers), body: Buffer.alloc(0) };
    }
    const event = proxyEvent(this.api, this.deps.environment, request, match, authorizer);
    const answer = await this.integrate(integration.functionArn, event);
    const response = proxyResponse(answer);
    if (!response) {
      this.deps.log(`${match.method.httpMethod} ${match.path}：函数的应答不符合代理集成的格式`);
      throw new GatewayError('DEFAULT_5XX', 'Internal server error');
    }
    return response;
  }

  private async authorize(
    request: ApiRequest,
    match: Match<Method>,
  ): Promise<Readonly<Record<string, unknown>> | undefined> {
    const authorizer = this.authorizers.get(match.method.authorizer ?? '');
    if (!authorizer) return undefined;
    const { partition, region, account } = this.deps.environment;
    const { id, stage } = this.api;
    return authorizer.authorize(request, {
      methodArn: `arn:${partition}:execute-api:${region}:${account}:${id}/${stage}/${request.method}${request.path}`,
      requestEvent: () => requestParts(this.api, this.deps.environment, request, match),
    });
  }

  private async integrate(functionArn: string, event: unknown): Promise<unknown> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      const late = () => reject(new GatewayError('INTEGRATION_TIMEOUT', 'Endpoint request timed out'));
      timer = setTimeout(late, INTEGRATION_TIMEOUT_MS);
    });
    try {
      return await Promise.race([this.deps.invoke(functionArn, event), timeout]);
    } catch (error) {
      if (error instanceof GatewayError) throw error;
      if ((error as { errorType?: string }).errorType === 'RequestEntityTooLargeException') {
        throw new GatewayError('REQUEST_TOO_LARGE', 'Request Too Long');
      }
      throw new GatewayError('DEFAULT_5XX', 'Internal server error');
    } finally {
      clearTimeout(timer);
    }
  }
}
