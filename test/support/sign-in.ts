/**
 * A person with a browser at the local cloud's sign-in page: follows its redirects, keeps its cookies, chooses who of
 * the demo staff they are, and arrives back at the client.
 *
 * @returns the address at which they arrive, beginning with `redirectUri`
 */
export async function signInAs(staff: string, url: string, redirectUri: string): Promise<string> {
  const cookies = new Map<string, string>();
  let address = url;
  let init: RequestInit = {};
  for (let hops = 0; hops < 20; hops++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    init = {};
    if (location === null) init = { method: 'POST', body: new URLSearchParams({ staff }) };
    else address = new URL(location, address).href;
    if (address.startsWith(redirectUri)) return address;
  }
  throw new Error('the sign-in leads nowhere');
}
