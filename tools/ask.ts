import type { Access } from './local-auditors.ts';

/** Asks a system for a path. Ends the tool with exit code 2 and one sentence when nobody answers there. */
export async function ask({ api, token }: Access, path: string): Promise<Response> {
  try {
    return await fetch(api.replace(/\/$/, '') + path, { headers: { authorization: `Bearer ${token}` } });
  } catch {
    console.error(`连不上 ${api}：地址不对，或系统没有运行`);
    process.exit(2);
  }
}
