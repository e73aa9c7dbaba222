import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as z from 'zod';
import { orgPathShape, roles } from '../../shared/access/may.ts';
import { environment } from '../../shared/runtime/environment.ts';
import { log } from '../../shared/runtime/log.ts';

/** What a staff token of the province's OpenID provider must say. */
const Claims = z.object({
  sub: z.string().min(1).max(128),
  roles: z.array(z.enum(roles)),
  org_path: z.string().regex(orgPathShape),
  email: z.email().optional(),
});

let keySet: ReturnType<typeof createRemoteJWKSet> | undefined;

async function jwks(issuer: string): Promise<ReturnType<typeof createRemoteJWKSet>> {
  if (!keySet) {
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const { jwks_uri } = z.object({ jwks_uri: z.url() }).parse(await response.json());
    keySet = createRemoteJWKSet(new URL(jwks_uri));
  }
  return keySet;
}

/**
 * Says who calls: verifies the token's signature, issuer, audience and times. What they may do is decided where it is
 * done, by may(). Throws 'Unauthorized', which API Gateway answers with 401.
 */
export async function handler(event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(
    event.headers?.Authorization ?? event.headers?.authorization ?? '',
  )?.[1];
  if (!token) throw new Error('Unauthorized');
  const issuer = environment('OIDC_ISSUER');
  try {
    const options = {
      issuer,
      audience: environment('OIDC_AUDIENCE'),
      clockTolerance: 5,
      requiredClaims: ['exp', 'sub'],
    };
    const { payload } = await jwtVerify(token, await jwks(issuer), options);
    const claims = Claims.parse(payload);
    return {
      principalId: claims.sub,
      policyDocument: {
        Version: '2012-10-17',
        // The answer is cached for the token, so it must hold for every route of the stage.
        Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: stageOf(event.methodArn) }],
      },
      context: {
        sub: claims.sub,
        roles: claims.roles.join(' '),
        orgPath: claims.org_path,
        ...(claims.email ? { email: claims.email } : {}),
      },
    };
  } catch (error) {
    log('warn', 'token refused', { error: error instanceof Error ? error.name : typeof error });
    throw new Error('Unauthorized');
  }
}

/** arn:…:api-id/stage/METHOD/path → arn:…:api-id/stage/* */
function stageOf(methodArn: string): string {
  return `${methodArn.split('/').slice(0, 2).join('/')}/*`;
}
