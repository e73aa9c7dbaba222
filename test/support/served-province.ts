import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { profiles } from '../../infra/provinces/index.ts';
import { assembleApi } from '../../local/api-gateway/api.ts';
import { ApiGateway } from '../../local/api-gateway/service.ts';
import { type Clock, installVirtualDate } from '../../local/clock.ts';
import { loadAssembly } from '../../local/cloudformation/assembly.ts';
import type { Properties } from '../../local/cloudformation/resource-types.ts';
import { resolveStack, type Stack } from '../../local/cloudformation/stack.ts';
import { close, readAll, serve } from '../../local/http-server.ts';
import { allowOrigin, type CorsRule, preflight } from '../../local/s3/cors.ts';
import { SignInService } from '../../local/sign-in/service.ts';
import { loadStaff } from '../../local/sign-in/staff.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { project } from '../../tools/clouds.ts';
import { registerDirectory } from '../../tools/registered.ts';
import { MemoryGround } from './memory/place.ts';
import { nowhere } from './memory/requests.ts';
import type { Place } from './place.ts';
import { beginning, Province, type ProvinceSettings, yunnan } from './province.ts';

/**
 * A province in this process that a browser can open: `provinceInMemory` behind the API Gateway of the synthesised
 * template, with the provider that signs people in and the bucket's address, each on a port. It starts in a second or
 * two, in place of the local cloud's fifteen. What a browser meets only in the built province (the bundles, the bucket's
 * own checks, mail that is sent) is tested by those files of test/browser that start the local cloud.
 *
 * `table`: a store to be asked in place of the table in memory; nothing follows its changes.
 *
 * `npm run build` first. The caller ends it: `afterAll(() => province.stop())`.
 */
export async function servedProvince(
  settings: ProvinceSettings & { profile?: (of: ProvinceProfile) => ProvinceProfile; table?: DynamoDBClient } = {},
): Promise<Province> {
  const { code = yunnan, at = beginning, profile = (of) => of, table } = settings;
  const province = new Province(code, () => servedPlace(code, at, profile(profiles[code] as ProvinceProfile), table));
  await province.start();
  await registerDirectory(province.system, code);
  return province;
}

async function servedPlace(
  code: string,
  at: string,
  profile: ProvinceProfile,
  table: DynamoDBClient | undefined,
): Promise<Place> {
  const [api, bucket] = [await door(), await door()];
  const settings: Record<string, string> = {
    ...{ PUBLIC_BASE_URL: api.origin, UPLOAD_ORIGIN: bucket.origin },
    ...{ OIDC_AUDIENCE: profile.signIn.audience, OIDC_CLIENT_ID: profile.signIn.clientId },
  };
  const origins = { ...nowhere, api: api.origin, bucket: bucket.origin };
  const ground = new MemoryGround(code, at, profile, { origins, settings });
  if (table) Object.assign(ground.app.edge, { dynamoDb: table });
  const place = await ground.open();
  const endVirtualDate = beginVirtualDate(ground.parts.clock);
  const staff = loadStaff(join(project, 'samples/staff.json'));
  const signIn = new SignInService({ ...ground.parts, staff, audience: profile.signIn.audience });
  const { issuer } = await signIn.start();
  settings.OIDC_ISSUER = issuer;
  const stack = resolveStack(loadAssembly(join(project, 'cdk.out', code)));
  api.opens(gatewayOf(stack, ground));
  bucket.opens(bucketAt(bucket.origin, corsOf(stack, api.origin), place.fetch));
  const ending = (end: () => Promise<void>) => async () => {
    await Promise.all([signIn.stop(), ...[api, bucket].map(({ server }) => close(server))]);
    await end();
    endVirtualDate();
  };
  return { ...place, issuer, stop: ending(place.stop), kill9: ending(place.kill9) };
}

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** A port that is known before there is anything behind it. */
async function door(): Promise<{ server: Server; origin: string; opens(handler: Handler): void }> {
  let behind: Handler = async (_, res) => void res.writeHead(503).end();
  const server = await serve(0, (req, res) => behind(req, res), console.error);
  const { port } = server.address() as AddressInfo;
  return {
    server,
    origin: `http://127.0.0.1:${port}`,
    opens: (handler) => {
      behind = handler;
    },
  };
}

/** The API of the template, which asks the functions of this process. */
function gatewayOf({ environment, resources }: Stack, ground: MemoryGround): Handler {
  const restApi = resources.find(({ type }) => type === 'AWS::ApiGateway::RestApi');
  if (!restApi) throw new Error('the template has no API');
  const gateway = new ApiGateway(assembleApi(restApi, resources), {
    ...{ ...ground.parts, environment, log: console.error },
    // arn:…:function:<stack>-<name>
    invoke: (arn, event) => ground.invoke(arn.split(`:${environment.stackName}-`).at(-1) ?? '', event),
  });
  return gateway.handler;
}

/** The bucket as `fetch` in this process answers for it, and as the template lets a page use it. */
function bucketAt(origin: string, rules: CorsRule[], fetch: typeof globalThis.fetch): Handler {
  return async (req, res) => {
    if (req.method === 'OPTIONS') return preflight(req, res, rules);
    allowOrigin(req, res, rules);
    const body = await readAll(req);
    const headers = new Headers(req.headers as Record<string, string>);
    const sent = body.length > 0 ? { body: new Uint8Array(body) } : {};
    const answer = await fetch(`${origin}${req.url}`, { method: req.method ?? 'GET', headers, ...sent });
    for (const [name, value] of answer.headers) res.setHeader(name, value);
    res.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
  };
}

/** The rules of the documents' bucket: the province's own pages stand elsewhere here. */
function corsOf({ resources }: Stack, page: string): CorsRule[] {
  const buckets = resources.filter(({ type }) => type === 'AWS::S3::Bucket');
  const rules = buckets.flatMap(
    ({ properties }) => (properties as Properties<'AWS::S3::Bucket'>).CorsConfiguration?.CorsRules ?? [],
  );
  return rules.map((rule) => ({ ...rule, AllowedOrigins: [...rule.AllowedOrigins, page] }));
}

/** The provider dates its tokens by `Date`: until this is called back, all of this process goes by the province's clock. */
function beginVirtualDate(clock: Clock): () => void {
  const own = globalThis.Date;
  installVirtualDate(() => clock.shared[0] ?? 0);
  return () => {
    globalThis.Date = own;
  };
}
