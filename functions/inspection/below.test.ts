import { expect, it } from 'vitest';
import { copyOf, putMany, templates } from '../../test/support/many-dossiers.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { idsOf } from './below.ts';

it('份数正好的读完；再多一份说太多，县里的逐个工会看，一个工会的没有再小的可看', async () => {
  const app = memoryApp();
  const { onFile } = await templates();
  await putMany(app, 5, () => copyOf(onFile));
  const all = async (org: string, most: number) => {
    const found: string[] = [];
    for await (const id of idsOf(app, org, most)) found.push(id);
    return found.length;
  };
  expect(await all('530000/530100/530102', 5)).toBe(5);
  await expect(all('530000/530100/530102', 4)).rejects.toMatchObject({
    ...{ code: 1317, detail: '这里有 4 份以上，请逐个工会看（org 写一个工会）。' },
  });
  await expect(all('530000/530100/530102/U0001', 4)).rejects.toMatchObject({
    ...{ code: 1317, detail: '这个工会有 4 份以上，一次看不完。' },
  });
});
