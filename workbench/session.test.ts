import { afterEach, describe, expect, it, vi } from 'vitest';
import { clientWith } from './session.ts';

const tokenOf = (sub: string, n: number): string =>
  ['', btoa(JSON.stringify({ sub, n })).replace(/=+$/, ''), ''].join('.');

/** What was sent, and by whom; the first token has ended. */
function page() {
  const sent: (string | null)[] = [];
  const reload = vi.fn();
  vi.stubGlobal('location', { href: 'https://example.cn/#/dossiers', reload });
  vi.stubGlobal('fetch', async (_: string, { headers }: { headers: Record<string, string> }) => {
    sent.push(headers.authorization ?? null);
    return sent.length === 1 ? new Response('{}', { status: 401 }) : new Response('{}', { status: 200 });
  });
  return { sent, reload };
}

afterEach(() => void vi.unstubAllGlobals());

describe('登录过期，在旁边的窗口重新登录', () => {
  it('还是本人的，没有办成的接着办', async () => {
    const { sent, reload } = page();
    await clientWith(tokenOf('a', 1), async () => tokenOf('a', 2)).call('getMe');
    expect(sent).toEqual([tokenOf('a', 1), tokenOf('a', 2)].map((token) => `Bearer ${token}`));
    expect(reload).not.toHaveBeenCalled();
  });

  it('换了一个人的，前一个人填的一件也不以他的名义办；页面重新开始', async () => {
    const { sent, reload } = page();
    let answered = false;
    clientWith(tokenOf('a', 1), async () => tokenOf('b', 2))
      .call('getMe')
      .finally(() => {
        answered = true;
      });
    await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([sent, answered]).toEqual([[`Bearer ${tokenOf('a', 1)}`], false]);
  });
});
