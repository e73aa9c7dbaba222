import { afterAll, beforeAll, expect, test } from 'vitest';
import { planPeople, planUnions, putPeople, putUnions } from '../../tools/directory/import.ts';
import { personColumns, readPeople, readUnions, unionColumns } from '../../tools/directory/rows.ts';
import { type Province, provinceInMemory } from '../support/province.ts';

let province: Province;
beforeAll(async () => {
  province = await provinceInMemory();
}, 60_000);
afterAll(() => province.stop());

const county = '530000/530100/530102';
const administrator = () => province.system.as('administrator-530000-1');
const call: ReturnType<typeof administrator>['call'] = (...asked) => administrator().call(...asked);
const bytes = (columns: readonly string[], ...rows: string[]) =>
  new TextEncoder().encode([columns.join(','), ...rows].join('\n'));

test('先试一遍什么也不改；登记之后再来一遍，全都不变', async () => {
  const file = bytes(
    personColumns,
    // Whoever stands in comes later in the file.
    `approver-530102,宋国栋,主席,0000-6000137,song@example.cn,${county},审批人,是,z-deputy,2026-09-07,2026-09-11`,
    `z-deputy,副手,副主席,,deputy@example.cn,${county},审批人`,
    `registrar-new,新来人,工会干事,,,${county}/U0001,建档人`,
  );
  const { rows, faults } = readPeople(file, '530000');
  expect(faults).toEqual([]);
  const before = (await administrator().call('listPeople')).body;
  const plan = await planPeople(call, rows);
  expect([plan.added.length, plan.changed.length, plan.same]).toEqual([2, 1, 0]);
  expect((await administrator().call('listPeople')).body).toEqual(before);
  expect(await putPeople(call, [...plan.added, ...plan.changed])).toEqual([]);
  const again = await planPeople(call, rows);
  expect([again.added.length, again.changed.length, again.same]).toEqual([0, 0, 3]);
});

test('系统不收的一行说在第几行，别的照样登记', async () => {
  const file = bytes(
    personColumns,
    `approver-530103,曾海燕,副主席,,zeng@example.cn,530000/530100/530103,审批人,是,nobody,2026-09-07,2026-09-11`,
    `registrar-newer,更新的人,工会干事,,,${county}/U0001,建档人`,
  );
  const { rows } = readPeople(file, '530000');
  expect(await putPeople(call, rows)).toEqual(['第 2 行：没有登记“nobody”这个人，请先登记']);
  expect((await planPeople(call, rows)).same).toBe(1);
});

test('先看了一遍，登记之前别人改过的一行不收，说明现在是第几次；再来一遍才改', async () => {
  const county = '530000/530100/530103';
  const file = bytes(personColumns, `registrar-late,张三,工会干事,,,${county}/U0001,建档人,否`);
  const { rows } = readPeople(file, '530000');
  expect(await putPeople(call, rows)).toEqual([]);
  const changed = readPeople(
    bytes(personColumns, `registrar-late,张三,工会主席,,,${county}/U0001,建档人`),
    '530000',
  ).rows;
  const plan = await planPeople(call, changed);
  const other = { name: '张三', post: '工会干事', telephone: '0871-65000000', orgPath: `${county}/U0001` };
  const body = { ...other, roles: ['registrar' as const], active: false, revision: 1 };
  await call('putPerson', { params: { id: 'registrar-late' }, body });
  expect(await putPeople(call, plan.changed)).toEqual([
    '第 2 行：这个人现在是第 2 次登记，不是您看到的第 1 次，请看过现在的再改',
  ]);
  expect(await putPeople(call, (await planPeople(call, changed)).changed)).toEqual([]);
});

test('工会也一样：产业工会登记了名称，再来一遍不变', async () => {
  const file = bytes(unionColumns, '530000/CY02,云南省财贸轻纺烟草工会,0871-65000000,昆明市');
  const { rows } = readUnions(file, '530000');
  const plan = await planUnions(call, rows);
  expect(plan.added).toHaveLength(1);
  expect(await putUnions(call, plan.added)).toEqual([]);
  expect((await planUnions(call, rows)).same).toBe(1);
});
