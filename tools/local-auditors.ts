import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from './clouds.ts';

/** An API and a token with which it answers. */
export interface Access {
  api: string;
  token: string;
}

interface Staff {
  id: string;
  roles: string[];
}

/** Where a province's local cloud was last. Throws ENOENT when it never ran here. */
export function localAddresses(province: string): { api: string; local: string } {
  return JSON.parse(readFileSync(join(project, '.local', province, 'addresses.json'), 'utf8'));
}

/** Access as each auditor of a province's local cloud, in turn; none when it does not run. */
export async function* localAuditors(province: string): AsyncGenerator<Access> {
  try {
    const { api, local } = localAddresses(province);
    const staff = (await json(new URL('/_local/staff.json', local))) as Staff[];
    for (const { id } of staff.filter(({ roles }) => roles.includes('auditor'))) {
      const { access_token } = (await json(new URL('/_local/token', local), { as: id })) as { access_token: string };
      yield { api, token: access_token };
    }
  } catch (error) {
    if (!isNotRunning(error)) throw error;
  }
}

async function json(url: URL, body?: unknown): Promise<unknown> {
  const posted = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, body === undefined ? {} : posted);
  if (!response.ok) throw new Error(`${url.pathname}：${response.status}`);
  return response.json();
}

/** No address, because it never ran here, or nobody at the address. */
export function isNotRunning(error: unknown): boolean {
  const code = (value: unknown) => (value as { code?: string } | undefined)?.code;
  return error instanceof Error && (code(error) === 'ENOENT' || code(error.cause) === 'ECONNREFUSED');
}
