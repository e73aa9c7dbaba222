// A web page's client: sign in with the code flow and PKCE, write a form, upload an attachment, submit.
// Only fetch, FormData and Web Crypto: it runs in a browser as it stands, and in the tests.

export interface SignInSettings {
  /** `signIn.issuer` of the profile. */
  issuer: string;
  clientId: string;
  /** An address of this web page that the provider knows. */
  redirectUri: string;
}

/** To be kept until the person comes back, e.g. in sessionStorage; never in an address. */
export interface Remembered {
  state: string;
  verifier: string;
}

/** Where to send the person, and what to remember meanwhile. */
export async function beginSignIn(settings: SignInSettings): Promise<{ url: string; remembered: Remembered }> {
  const { authorization_endpoint } = await discover(settings.issuer);
  const remembered = { state: random(), verifier: random() };
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(remembered.verifier));
  const url = new URL(authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: settings.clientId,
    response_type: 'code',
    redirect_uri: settings.redirectUri,
    scope: 'openid profile email',
    state: remembered.state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  }).toString();
  return { url: url.href, remembered };
}

/** The access token, from the address at which the person came back. */
export async function finishSignIn(settings: SignInSettings, remembered: Remembered, address: string): Promise<string> {
  const { searchParams } = new URL(address);
  const code = searchParams.get('code');
  if (!code || searchParams.get('state') !== remembered.state) throw new Error('登录没有完成，请重新登录');
  const { token_endpoint } = await discover(settings.issuer);
  const response = await fetch(token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: settings.clientId,
      redirect_uri: settings.redirectUri,
      code,
      code_verifier: remembered.verifier,
    }),
  });
  if (!response.ok) throw new Error('登录没有完成，请重新登录');
  return ((await response.json()) as { access_token: string }).access_token;
}

async function discover(issuer: string): Promise<{ authorization_endpoint: string; token_endpoint: string }> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  return (await response.json()) as { authorization_endpoint: string; token_endpoint: string };
}

function random(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (c) => ({ '+': '-', '/': '_' })[c] ?? '');
}

/** One thing wrong with one field: `pointer` says which, `message` what to tell the person. */
export interface Fault {
  pointer: string;
  code: number;
  message: string;
  /** A spelling that is likely meant; to be shown and confirmed, never taken by itself. */
  offer?: string | number;
}

/** The body of an error answer (application/problem+json). */
export interface ProblemBody {
  code: number;
  status: number;
  title: string;
  detail?: string;
  faults?: Fault[];
}

/** An answer other than 2xx. `message` is a Chinese sentence for the person. */
export class Refused extends Error {
  readonly problem: ProblemBody;

  constructor(problem: ProblemBody) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

export class WebClient {
  private readonly api: string;
  private readonly token: string;

  /** `api`: `web.publicBaseUrl` of the profile, without a slash at its end. `token`: from finishSignIn. */
  constructor(api: string, token: string) {
    this.api = api;
    this.token = token;
  }

  /** A new draft of one's own unit; `orgPath` is 省/市/县/单位. */
  createDraft(orgPath: string): Promise<{ id: string; version: number }> {
    return this.post('/v1/dossiers', { orgPath });
  }

  /** Saves the form over `version`; `faults` is everything that keeps it from being submitted. */
  async saveForm(
    id: string,
    version: number,
    form: object,
  ): Promise<{ form: number; version: number; faults: Fault[] }> {
    return this.send('PUT', `/v1/dossiers/${id}/form`, form, { 'If-Match': `"${version}"` });
  }

  /** Asks for a form that may put one file, and sends the file with it. Its state in the dossier says when it is accepted. */
  async uploadAttachment(id: string, file: { kind: string; name: string; content: Blob }): Promise<string> {
    const { kind, name, content } = file;
    const promised = await this.post<{ attachment: string; url: string; fields: Record<string, string> }>(
      `/v1/dossiers/${id}/attachments`,
      { kind, name, contentType: content.type },
    );
    const data = new FormData();
    for (const [field, value] of Object.entries(promised.fields)) data.append(field, value);
    // The file comes last: what follows it is not read.
    data.append('file', content);
    const response = await fetch(promised.url, { method: 'POST', body: data });
    if (!response.ok) throw new Error('文件没有传成，请重新上传');
    return promised.attachment;
  }

  /** `consents`: 告知同意 of everybody on the form, but for whose earlier one still counts. */
  submit(
    id: string,
    form: number,
    consents: readonly object[],
  ): Promise<{ version: number; status: string; run: number }> {
    return this.post(`/v1/dossiers/${id}/submission`, { form, consents });
  }

  /** `attachments` is one list of what the form names and what was uploaded; what is only named has no id. */
  read(id: string): Promise<{
    status: string;
    statusTitle: string;
    version: number;
    attachments: { id: string | null; kind: string; name: string; state: string; reason: string | null }[];
  }> {
    return this.send('GET', `/v1/dossiers/${id}`);
  }

  /** One key for one deed: a repeat with the same key, after a lost answer, does nothing again. */
  private post<T>(path: string, body: object): Promise<T> {
    return this.send('POST', path, body, { 'Idempotency-Key': crypto.randomUUID() });
  }

  private async send<T>(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<T> {
    const request = {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const response = await sendAgainWhenLost(() => fetch(`${this.api}${path}`, request));
    if (!response.ok) throw new Refused((await response.json()) as ProblemBody);
    return (await response.json()) as T;
  }
}

/** Once more, with the same key, when no answer came. */
async function sendAgainWhenLost(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch {
    return send();
  }
}
