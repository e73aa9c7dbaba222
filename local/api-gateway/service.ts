import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
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

const BAD_BODY = 'Invalid request body';

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
      res.setHeader('Content-Length', response.body.length);
      res.end(req.method === 'HEAD' ? undefined : response.body);
    });
  };

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
    this.validate(request, match);
    const { integration } = match.method;
    if (integration.type === 'mock') {
      const headers = mockHeaders(integration.mock, request.headers.get('origin'));
      return { statusCode: integration.mock.statusCode, headers: Object.entries(headers), body: Buffer.alloc(0) };
    }
    const event = proxyEvent(this.api, this.deps.environment, request, match, authorizer);
    const answer = await this.integrate(integration, event);
    const response = proxyResponse(this.api, answer, request.headers.get('accept'));
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
    const { authorizerId } = match.method;
    if (authorizerId === undefined) return undefined;
    const authorizer = this.authorizers.get(authorizerId);
    if (!authorizer) throw new Error(`没有授权者 ${authorizerId}`);
    const { partition, region, account } = this.deps.environment;
    const { id, stage } = this.api;
    return authorizer.authorize(request, {
      methodArn: `arn:${partition}:execute-api:${region}:${account}:${id}/${stage}/${request.method}${request.path}`,
      requestEvent: () => requestParts(this.api, this.deps.environment, request, match),
      pathParameters: match.pathParameters,
      stageVariables: this.api.stageVariables,
    });
  }

  private validate(request: ApiRequest, { method, pathParameters }: Match<Method>): void {
    const missing = method.requiredParameters.filter(({ place, name }) => {
      if (place === 'path') return !pathParameters[name];
      return !(place === 'header' ? request.headers : request.query).get(name);
    });
    if (missing.length > 0) {
      const names = missing.map(({ name }) => name).join(', ');
      throw new GatewayError('BAD_REQUEST_PARAMETERS', `Missing required request parameters: [${names}]`);
    }
    const contentType = request.headers.get('content-type')?.split(';')[0]?.trim() ?? 'application/json';
    const model = method.models.get(contentType) ?? method.models.get('$default');
    if (!model) return;
    let body: unknown;
    try {
      body = JSON.parse(request.body.toString('utf8'));
    } catch {
      throw new GatewayError('BAD_REQUEST_BODY', BAD_BODY);
    }
    if (model(body).length > 0) throw new GatewayError('BAD_REQUEST_BODY', BAD_BODY);
  }

  private async integrate(integration: { functionArn: string; timeoutMs: number }, event: unknown): Promise<unknown> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      const late = () => reject(new GatewayError('INTEGRATION_TIMEOUT', 'Endpoint request timed out'));
      timer = setTimeout(late, integration.timeoutMs);
    });
    try {
      return await Promise.race([this.deps.invoke(integration.functionArn, event), timeout]);
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
