import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { notice } from './notice.ts';

it('NOTICE 说到代码包里的每一个包、每一种字体和数据，许可是各自的原文', async () => {
  const written = readFileSync(new URL('../../NOTICE', import.meta.url), 'utf8');
  const due = await notice();
  expect(written === due, 'NOTICE is out of date: npm run notice').toBe(true);
});
