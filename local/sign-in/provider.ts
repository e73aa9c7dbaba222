import Provider, {
  type Configuration,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
  type ResourceServer,
} from 'oidc-provider';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';
import { StoreAdapter } from './adapter.ts';
import type { SignInKeys } from './keys.ts';
import { errorPage } from './pages.ts';
import type { StaffMember } from './staff.ts';

export const TOKEN_SECONDS = 3600;
const SCOPE = 'openid profile email';
/** A loopback redirect of a native client matches on any port (RFC 8252, section 7.3). The workbench comes back to its root. */
const REDIRECT_URIS = ['http://127.0.0.1/callback', 'http://127.0.0.1/'];
/** The mini-program signs in in its name, by a code that the workbench hands on. */
const CLIENT = 'workbench';

interface ProviderProps {
  issuer: string;
  audience: string;
  keys: SignInKeys;
  staff: ReadonlyMap<string, StaffMember>;
  store: Store;
  clock: Clock;
}

/** The province's OpenID provider: code flow with PKCE for its public client, JWT access tokens for one audience. */
export function createProvider({ issuer, audience, keys, staff, store, clock }: ProviderProps): Provider {
  const indicator = resourceIndicator(audience);
  const policy = interactionPolicy.base();
  // The client is the province's own: nobody is asked whether they may know who signs in.
  policy.remove('consent');
  const configuration: Configuration = {
    adapter: (model) => new StoreAdapter(model, store, clock),
    jwks: { keys: [keys.signing] },
    cookies: { keys: [keys.cookies] },
    clients: [
      {
        client_id: CLIENT,
        application_type: 'native',
        redirect_uris: REDIRECT_URIS,
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'none',
      },
    ],
    clientBasedCORS: (_ctx, origin) => new URL(origin).hostname === '127.0.0.1',
    scopes: SCOPE.split(' '),
    claims: { profile: ['name', 'roles', 'org_path'], email: ['email'] },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => indicator,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== indicator) throw new errors.InvalidTarget();
          return resourceServer(audience);
        },
        useGrantedResource: () => true,
      },
    },
    ttl: { AccessToken: TOKEN_SECONDS, IdToken: TOKEN_SECONDS, Interaction: 3600, Session: 8 * 3600, Grant: 8 * 3600 },
    interactions: { policy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: (ctx) => grant(ctx, indicator),
    findAccount: (_ctx, id) => {
      const member = staff.get(id);
      return member && { accountId: id, claims: () => ({ sub: id, ...claims(member), email: member.email }) };
    },
    extraTokenClaims: (_ctx, token) => {
      const member = 'accountId' in token ? staff.get(String(token.accountId)) : undefined;
      return member && { ...claims(member), email: member.email };
    },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = errorPage(out.error_description ?? out.error);
    },
  };
  return new Provider(issuer, configuration);
}

/** A resource indicator is a URI; the audience in the tokens is the plain name. */
export function resourceIndicator(audience: string): string {
  return `urn:${audience}`;
}

export function resourceServer(audience: string): ResourceServer {
  return {
    scope: SCOPE,
    audience,
    accessTokenFormat: 'jwt',
    accessTokenTTL: TOKEN_SECONDS,
    jwt: { sign: { alg: 'RS256' } },
  };
}

function claims(member: StaffMember): { name: string; roles: string[]; org_path: string } {
  return { name: member.name, roles: member.roles, org_path: member.orgPath };
}

async function grant(ctx: KoaContextWithOIDC, indicator: string) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const known = session.grantIdFor(client.clientId);
  const found = known === undefined ? undefined : await provider.Grant.find(known);
  if (found) return found;
  const made = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  made.addOIDCScope(SCOPE);
  made.addResourceScope(indicator, SCOPE);
  await made.save();
  return made;
}
