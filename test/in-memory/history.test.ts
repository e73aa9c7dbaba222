import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HistoryDetail, HistoryRow } from '../../shared/history/row.ts';
import { History } from '../../shared/registry/history.ts';
import { historyYears, table } from '../../shared/services/services.ts';
import { rebuildDossier } from '../../tools/rebuild/rebuild.ts';
import { setFaults } from '../support/inside.ts';
import { MemoryGround } from '../support/memory/place.ts';
import { beginning, type Household, type Province, provinceOn, registrar, yunnan } from '../support/province.ts';

let ground: MemoryGround;
let province: Province;

beforeAll(async () => {
  ground = new MemoryGround(yunnan, beginning);
  province = await provinceOn(ground, yunnan);
  await setFaults(province, { streams: { duplicate: true, reorder: true } });
});
afterAll(() => province.stop());

interface OpenedRow {
  row: HistoryRow;
  detail: HistoryDetail | undefined;
}

/** Every row that lies in the table, opened, by its place. */
async function opened(): Promise<Map<string, OpenedRow[]>> {
  const { app } = ground;
  const history = new History(table(app), { arn: app.setting('SEAL_KEY_ARN'), kms: app.edge.kms as never });
  const partitions = new Set(
    app.dynamoDb.all<{ pk: string }>().flatMap(({ pk }) => (pk.startsWith('FACT#') ? pk : [])),
  );
  const found = new Map<string, OpenedRow[]>();
  for (const pk of [...partitions].sort()) {
    const [, division = '', year = ''] = pk.split('#');
    const rows: OpenedRow[] = [];
    for await (const { row, open } of history.rows(division, year)) rows.push({ row, detail: open() });
    found.set(pk, rows);
  }
  return found;
}

test('变更流重复、乱序；由日志重写一遍，打开了逐行一样', async () => {
  const households = (await province.dossiersIn('surveying', 3)) as [Household, Household, Household];
  const [withdrawn, ...others] = households;
  const as = province.system.as(registrar);
  await as.call('withdraw', { params: { id: withdrawn.id }, body: { reason: '家里不报了' } });
  await province.walk(others, 'surveying', 'signed');
  await province.system.atRest();
  const written = await opened();
  const happened = [...written.values()].flat().map(({ row }) => row.happened);
  expect(happened.filter(({ registered }) => registered)).toHaveLength(2);
  expect(happened.filter((each) => each.withdrawn)).toHaveLength(1);
  expect(happened.filter(({ cardsIssued }) => cardsIssued)).toHaveLength(2);
  expect((await historyYears(ground.app).span()).first).toBe('2026-09-07');

  for (const { pk, sk } of ground.app.dynamoDb.all<{ pk: string; sk: string }>()) {
    if (pk.startsWith('FACT#') && sk !== 'KEY') ground.app.dynamoDb.remove({ pk, sk });
  }
  for (const { id } of households) expect((await rebuildDossier(ground.app, id)).faults).toEqual([]);
  expect(await opened()).toEqual(written);
});
