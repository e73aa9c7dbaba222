/** Where people of this province sign in, as the page says. */
interface Place {
  issuer: string;
  clientId: string;
  /** The root of the workbench, which the provider knows. */
  redirectUri: string;
}

/** Kept until the person comes back: of this tab alone, and gone with it. */
interface Remembered {
  state: string;
  verifier: string;
  /** Where in the workbench they were. */
  hash: string;
}

const KEPT = 'jiandang-sign-in';
/** A window that was opened only to sign in again says by this what it was given; nobody else has the verifier. */
const TOLD = 'jiandang-signed-in-again';

/** Whoever used this browser last has signed out: the next one is asked who they are, whatever the provider still knows. */
const OUT = 'jiandang-signed-out';

/** Forgets who has signed in, on this computer too, which others may share. */
export function signOut(): void {
  localStorage.setItem(OUT, 'yes');
  location.reload();
}

function place(): Place {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="sign-in"]');
  return {
    issuer: meta?.content ?? '',
    clientId: meta?.dataset.client ?? '',
    redirectUri: new URL('./', location.href.replace(/[?#].*/, '')).href,
  };
}

/** Sends the person to the provider: the code flow with PKCE (RFC 7636). */
export async function leaveToSignIn(): Promise<void> {
  const { url, remembered } = await prepared(random());
  sessionStorage.setItem(KEPT, JSON.stringify(remembered));
  location.assign(url);
}

/**
 * The token of somebody who has just come back from the provider; undefined when nobody has. What the provider added is
 * taken off the address at once.
 *
 * @throws Error in words when the provider refused, or it is not this tab that asked
 */
export async function comeBack(): Promise<string | undefined> {
  const given = new URLSearchParams(location.search);
  if (!given.has('code') && !given.has('error')) return undefined;
  const kept = sessionStorage.getItem(KEPT);
  if (kept === null && window.name === TOLD) return tellOpener(given);
  sessionStorage.removeItem(KEPT);
  const remembered = kept === null ? undefined : (JSON.parse(kept) as Remembered);
  history.replaceState(null, '', `${location.pathname}${remembered?.hash ?? ''}`);
  if (!remembered) throw new Error('这次登录不是从这个窗口开始的，请重新登录。');
  return exchanged(given, remembered);
}

/** The same in a window beside this one, which stays as it is: nothing that is typed here is lost. To be called by a click. */
export async function signInBeside(): Promise<string> {
  const { given, remembered } = await askBeside(random());
  return exchanged(given, remembered);
}

/**
 * A sign-in code (登录码) for the mini-program: what the provider gives for one sign-in, once and for about a minute,
 * is exchanged by the phone and not here. Its verifier is made of what stands in the code and of the digits on the phone:
 * the code alone, photographed from the screen, is of no use. To be called by a click.
 */
export async function signInCodeFor(digits: string): Promise<string> {
  const seed = random();
  const { given, remembered } = await askBeside(sha256(`${seed}.${digits}`));
  const code = given.get('code');
  if (code === null || given.get('state') !== remembered.state) throw new Error('登录没有完成，请再出一个登录码。');
  return `JDLK1.${seed}.${encodeURIComponent(code)}`;
}

/** What the provider gives in a window beside this one. */
async function askBeside(
  verifier: string | Promise<string>,
): Promise<{ given: URLSearchParams; remembered: Remembered }> {
  // Opened while the click still counts, before anything is waited for.
  const beside = window.open('about:blank', TOLD, 'width=520,height=720');
  if (!beside) throw new Error('浏览器没有让登录窗口打开，请允许本网站打开窗口，再点一次。');
  const { url, remembered } = await prepared(await verifier);
  const given = told(remembered.state);
  beside.location.replace(url);
  return { given: await given, remembered };
}

async function prepared(verifier: string): Promise<{ url: string; remembered: Remembered }> {
  const { issuer, clientId, redirectUri } = place();
  const { authorization_endpoint } = await discovered(issuer);
  const remembered = { state: random(), verifier, hash: location.hash };
  const url = new URL(authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state: remembered.state,
    code_challenge: await sha256(verifier),
    code_challenge_method: 'S256',
    ...(localStorage.getItem(OUT) === null ? {} : { prompt: 'login' }),
  }).toString();
  return { url: url.href, remembered };
}

async function exchanged(given: URLSearchParams, { state, verifier }: Remembered): Promise<string> {
  const code = given.get('code');
  if (code === null || given.get('state') !== state) throw new Error('登录没有完成，请重新登录。');
  const { issuer, clientId, redirectUri } = place();
  const { token_endpoint } = await discovered(issuer);
  const response = await fetch(token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code,
      code_verifier: verifier,
    }),
  });
  if (!response.ok) throw new Error('登录没有完成，请重新登录。');
  localStorage.removeItem(OUT);
  return ((await response.json()) as { access_token: string }).access_token;
}

/** In the window beside: hands on what came, and is done. */
function tellOpener(given: URLSearchParams): undefined {
  history.replaceState(null, '', location.pathname);
  localStorage.setItem(TOLD, given.toString());
  localStorage.removeItem(TOLD);
  window.close();
  return undefined;
}

/** What the window beside says for this state. */
function told(state: string): Promise<URLSearchParams> {
  return new Promise((resolve) => {
    const listen = ({ key, newValue }: StorageEvent) => {
      const given = new URLSearchParams(newValue ?? '');
      if (key !== TOLD || given.get('state') !== state) return;
      window.removeEventListener('storage', listen);
      resolve(given);
    };
    window.addEventListener('storage', listen);
  });
}

async function discovered(issuer: string): Promise<{ authorization_endpoint: string; token_endpoint: string }> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error('登录服务没有应答，请过一会儿再试。');
  return (await response.json()) as { authorization_endpoint: string; token_endpoint: string };
}

async function sha256(text: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}

function random(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (sign) => ({ '+': '-', '/': '_' })[sign] ?? '');
}
