import { describe, expect, it } from 'vitest';
import { MOST_ROWS, personColumns, readPeople, readUnions, unionColumns } from './rows.ts';

const county = '530000/530100/530102';
const bytes = (columns: readonly string[], ...rows: string[]) =>
  new TextEncoder().encode([columns.join(','), ...rows].join('\r\n'));
const people = (...rows: string[]) => readPeople(bytes(personColumns, ...rows), '530000');
const said = (...rows: string[]) => people(...rows).faults.map(({ row, message }) => `${row} ${message}`);

describe('人员的文件', () => {
  it('一行一位，职责用顿号隔开；代办、在任空着的照常', () => {
    const { rows, faults } = people(
      `a-1,宋国栋,副主席,0871-65123456,song@example.cn,${county},审批人、审核人,,a-2,2026/11/16,2026/11/20`,
      `r-1,何静,工会干事,,,${county}/U0001,建档人,否`,
    );
    expect(faults).toEqual([]);
    expect(rows.map(({ row, entry }) => [row, entry])).toEqual([
      [
        2,
        {
          ...{ id: 'a-1', name: '宋国栋', post: '副主席', telephone: '0871-65123456', email: 'song@example.cn' },
          ...{ orgPath: county, roles: ['reviewer', 'approver'], active: true },
          standIn: { by: 'a-2', from: '2026-11-16', to: '2026-11-20' },
        },
      ],
      [
        3,
        {
          ...{ id: 'r-1', name: '何静', post: '工会干事', telephone: null, email: null },
          ...{ orgPath: `${county}/U0001`, roles: ['registrar'], active: false, standIn: null },
        },
      ],
    ]);
  });

  it('每一处错都说在第几行，一次说全，有错就一位也不交', () => {
    const right = `r-1,何静,工会干事,,,${county}/U0001,建档人`;
    expect(
      said(
        right,
        right,
        `r-2,何静,工会干事,,,${county}/U0001,建档员`,
        `r-3,,工会干事,,,${county}/U0001,建档人`,
        `a-4,宋国栋,副主席,,,${county},审批人`,
        `r-5,何静,工会干事,,,370000/370200/370202,建档人`,
        `r-6,何静,工会干事,０８７１,,${county}/U0001,建档人`,
        `r-7,何静,工会干事,,,${county}/U0001,建档人,在`,
        `r-8,何静,工会干事,,,${county}/U0001,建档人,是,,,,多`,
      ),
    ).toEqual([
      '3 编号 r-1 在第 2 行已经写过',
      expect.stringContaining('4 没有“建档员”这项职责'),
      expect.stringMatching(/^5 姓名/),
      '6 审批人须有邮箱：送审、验证码都发到那里',
      '7 370000/370200/370202 不在本省（530000）之内',
      '8 电话含全角字符，请改成半角：０８７１',
      '9 在任须写“是”或“否”，空着就是“是”：在',
      expect.stringContaining('10 多出 1 格'),
    ]);
  });

  it('一个文件至多两千条', () => {
    const rows = Array.from({ length: MOST_ROWS + 1 }, (_, n) => `r-${n},何静,工会干事,,,${county}/U0001,建档人`);
    expect(people(...rows.slice(1)).rows).toHaveLength(MOST_ROWS);
    expect(said(...rows)).toEqual(['2002 共 2001 条，一个文件至多 2000 条，请分成几个文件']);
  });
});

it('工会的文件：产业工会、基层工会都收，别的省的、没有的县不收', () => {
  const file = bytes(unionColumns, '530000/CY01,云南省教育卫生科研工会', '370000/CY01,某工会', '530000/530199,某工会');
  const { rows, faults } = readUnions(file, '530000');
  expect(rows.map(({ entry }) => entry.name)).toEqual(['云南省教育卫生科研工会']);
  expect(faults.map(({ row }) => row)).toEqual([3, 4]);
});
