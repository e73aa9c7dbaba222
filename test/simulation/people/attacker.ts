import type { World } from '../world.ts';
import { sleepHours } from './person.ts';

/** Somebody who has no link and no number, and guesses both. Whatever is guessed opens nothing. */
export async function guesses(world: World): Promise<never> {
  const chance = world.chance('attacker');
  const letters = [...'ABCDEFGHabcdefgh0123456789-_'];
  const from = '198.51.100.66';
  const drawn = (length: number) => Array.from({ length }, () => chance.one(letters)).join('');
  const opened = (url: string, status: number) => {
    if (status < 400) world.fail(`猜的 ${url.slice(0, 22)} 打开了，答 ${status}`);
  };
  for (;;) {
    await sleepHours(24 * chance.between(2, 12));
    for (const kind of ['a', 's', 'o']) {
      const url = `https://example.cn/${kind}/${drawn(43)}`;
      opened(url, (await world.visitors.page(url, undefined, from)).status);
      const entry = { code: '123456', decision: 'approve', name: '某人', agree: 'yes' };
      if (kind !== 'o') opened(url, (await world.visitors.page(url, entry, from)).status);
    }
    const { status } = await world.visitors.page('https://example.cn/o/find', { receipt: drawn(12) }, from);
    opened('https://example.cn/o/find', status);
  }
}
