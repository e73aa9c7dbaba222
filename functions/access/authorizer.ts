import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod/mini';
import { roles } from '../../shared/access/may.ts';
import { orgPathFault } from '../../shared/organisation/org-path-fault.ts';
import { log } from '../../shared/runtime/log.ts';
import type { Surroundings } from '../../shared/services/app.ts';
import { surroundings } from '../../shared/services/from-environment.ts';

/** What a staff token of the province's OpenID provider must say. */
const Claims = z.object({
  sub: z.string().check(z.minLength(1), z.maxLength(128)),
  roles: z.array(z.enum(roles)),
  org_path: z.string().check(z.refine((path) => orgPathFault(path) === undefined)),
  email: z.optional(z.email()),
  exp: z.int(),
});

/** Twice this is within the ten seconds that the function has: the discovery document, then the keys. */
const PROVIDER_MS = 3_000;

/** The provider could not be asked for its keys. Says nothing about the token, so nobody is told to sign in again. */
class ProviderUnavailable extends Error {}

/**
 * The provider's key for a token. Keys are kept for ten minutes; the first token after that asks for them again. When
 * the provider could not be asked, the next token tries again.
 *
 * @throws ProviderUnavailable when the provider does not answer in time, or not as a provider does.
 */
function keysOf({ setting }: Surroundings): JWTVerifyGetKey {
  let keySet: ReturnType<typeof createRemoteJWKSet> | undefined;
  return async (protectedHeader, token) => {
    try {
      keySet ??= await discover(setting('OIDC_ISSUER'));
      return await keySet(protectedHeader, token);
    } catch (error) {
      if (aboutToken.some((kind) => error instanceof kind)) throw error;
      throw new ProviderUnavailable('no keys', { cause: error });
    }
  };
}

/** What is wrong with a token, of all that can go wrong when its key is looked for. */
const aboutToken = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

async function discover(issuer: string): Promise<ReturnType<typeof createRemoteJWKSet>> {
  const signal = AbortSignal.timeout(PROVIDER_MS);
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal });
  const { jwks_uri } = z.object({ jwks_uri: z.url() }).parse(await response.json());
  return createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: PROVIDER_MS });
}

/**
 * Says who calls: verifies the token's signature, issuer, audience and times. What they may do is decided where it is
 * done, by may(). Throws 'Unauthorized', which API Gateway answers with 401, and anything else when the provider is
 * out, which it answers with E1011.
 */
export const lambda = (app: Surroundings) => {
  const keyOf = keysOf(app);
  return async (event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
    const token = tokenIn(event);
    if (!token) throw new Error('Unauthorized');
    try {
      const { payload } = await jwtVerify(token, keyOf, expected(app));
      return allowing(Claims.parse(payload), event.methodArn);
    } catch (error) {
      if (error instanceof ProviderUnavailable) {
        log('error', 'sign-in unavailable', { error: nameOf(error.cause) });
        throw error;
      }
      log('warn', 'token refused', { error: nameOf(error) });
      throw new Error('Unauthorized');
    }
  };
};

export const handler = lambda(surroundings());

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

function tokenIn({ headers }: APIGatewayRequestAuthorizerEvent): string | undefined {
  const given = headers?.Authorization ?? headers?.authorization ?? '';
  return /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(given)?.[1];
}

/** What a token is held to beside its signature. */
const expected = (app: Surroundings) => ({
  issuer: app.setting('OIDC_ISSUER'),
  audience: app.setting('OIDC_AUDIENCE'),
  clockTolerance: 5,
  currentDate: app.now(),
  requiredClaims: ['exp', 'sub'],
});

/** The answer is cached for the token, so it holds for every route of the stage, and says until when the token does. */
function allowing(claims: z.infer<typeof Claims>, methodArn: string): APIGatewayAuthorizerResult {
  const { sub, org_path: orgPath, exp, email } = claims;
  return {
    principalId: sub,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: stageOf(methodArn) }],
    },
    // Functions refuse the token when it has ended (exp), also while this answer is still cached.
    context: { sub, roles: claims.roles.join(' '), orgPath, exp, ...(email ? { email } : {}) },
  };
}

/** arn:…:api-id/stage/METHOD/path → arn:…:api-id/stage/* */
function stageOf(methodArn: string): string {
  return `${methodArn.split('/').slice(0, 2).join('/')}/*`;
}
