import { expect, it } from 'vitest';
import { memoryApp } from '../../test/support/memory/app.ts';
import { historyYears } from '../services/services.ts';
import { type Key, keys } from './keys.ts';

const division = '530102';
const orgPath = `530000/530100/${division}/U0001`;

it('一个县的户再多，接到新的一年里的一户不少、一行不多，都是最后一行；退出了的不接', async () => {
  const app = memoryApp();
  const many = 2001;
  const ids = Array.from({ length: many }, (_, n) => `01j00000000000000000${String(n).padStart(6, '0')}`);
  for (const [n, dossier] of ids.entries()) {
    for (const version of n % 2 === 0 ? [4] : [4, 12]) {
      const standing = n === 7 && version === 12 ? 'left' : 'onFile';
      const row = { dossier, version, on: '2026-10-01', orgPath, from: null, standing, tasks: [] };
      app.dynamoDb.put({
        ...keys.historyRow({ division, year: '2026' }, dossier, version),
        content: JSON.stringify({ row }),
      });
    }
  }
  await historyYears(app).carryOver(division, '2026');
  const next = app.dynamoDb.all<Key>().filter(({ pk }) => pk === keys.history({ division, year: '2027' }));
  const expected = ids.flatMap((dossier, n) => (n === 7 ? [] : [`${dossier}#${n % 2 === 0 ? '000004' : '000012'}`]));
  expect(next.map(({ sk }) => sk).sort()).toEqual(expected);
});
