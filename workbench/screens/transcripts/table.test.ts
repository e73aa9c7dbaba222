import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { household } from '../../../test/support/household.ts';
import { columns, guessed } from './columns.ts';
import { cellAt, type Household, readHouseholds } from './households.ts';
import { unpackingRefusal } from './inflated.ts';
import { readTable } from './table.ts';

const { name, idNumber, birthDate } = household(1).worker;
const bytesOf = async (rows: (string | number | Date | null)[][]): Promise<Uint8Array> => {
  const data = rows.map((row) =>
    row.map((value) =>
      value === null ? null : value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : { value },
    ),
  );
  return writeWorkbook(data as never).toBuffer();
};
/** A character in GB18030, found by reading it back. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const bytes: number[] = [];
  for (const letter of text) {
    if (letter.charCodeAt(0) < 0x80) bytes.push(letter.charCodeAt(0));
    else {
      const pairs = Array.from({ length: 126 * 191 }, (_, n) => [0x81 + Math.floor(n / 191), 0x40 + (n % 191)]);
      bytes.push(...(pairs.find((pair) => decoder.decode(Uint8Array.from(pair)) === letter) as number[]));
    }
  }
  return Uint8Array.from(bytes);
}
const lines = ['职工编号,姓名', '旧-1,李秀英'];

describe('reading a table', () => {
  it('takes UTF-8 with and without its mark, GB18030, and a workbook, and finds the same in each', async () => {
    const text = lines.join('\r\n');
    const utf8 = new TextEncoder().encode(text);
    const workbook = await bytesOf(lines.map((line) => line.split(',')));
    const tables = await Promise.all(
      [utf8, Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8), gb18030(text), workbook].map(readTable),
    );
    for (const table of tables) {
      expect(table.headings).toEqual(['职工编号', '姓名']);
      expect(table.rows).toEqual([
        { row: 2, cells: ['旧-1', '李秀英'].map((cell) => ({ text: cell, number: false })) },
      ]);
    }
  });

  it('tells a number kept as a number, and reads a date as a day', async () => {
    const table = await readTable(
      await bytesOf([
        ['身份证号', '建档日期', '月收入'],
        [530102197403120400, new Date('2019-03-05T00:00:00Z'), 1450.5],
      ]),
    );
    expect(table.rows[0]?.cells).toMatchObject([
      { number: true },
      { text: '2019-03-05', number: false },
      { text: '1450.5' },
    ]);
  });

  it.each([
    ['neither a workbook nor text', Uint8Array.of(0xff, 0xfe, 0x00, 0xd8), /既不是工作簿/],
    ['no headings', new TextEncoder().encode('花名册\r\n职工编号,姓名'), /第一行应是表头/],
    ['nothing below them', new TextEncoder().encode('职工编号,姓名\r\n,'), /没有任何一行/],
    ['a forgotten quote', new TextEncoder().encode('职工编号,姓名\r\n"1,李秀英\r\n2,王'), /第 2 行英文双引号没有配对/],
    ['half a workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), /没有保存完整/],
  ])('refuses %s, and says what to do', async (_, bytes, why) => {
    await expect(readTable(bytes)).rejects.toThrow(why);
  });
});

describe('a workbook that inflates without end', () => {
  const whole = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(70_000_000) }, { level: 1 });
  const bomb = () => Uint8Array.from(whole);

  it('is not opened: its directory says how large it is', async () => {
    const packed = bomb();
    expect(packed.length).toBeLessThan(1_000_000);
    await expect(readTable(packed)).rejects.toThrow(/打开以后太大，没有打开/);
  });

  it('is not opened either where its directory lies', () => {
    const packed = bomb();
    const view = new DataView(packed.buffer);
    for (let at = 0; at < packed.length - 4; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
    }
    expect(unpackingRefusal(packed)).toMatch(/与它自己写的不符/);
  });
});

describe('households of a table', () => {
  const headings = [
    '职工编号*',
    '姓名',
    '与本人关系',
    '身份证号',
    '建档日期',
    '困难类别',
    '档案级别',
    '建档工会',
    '月收入（元）',
  ];
  const read = async (...rows: (string | number | null)[][]) => {
    const table = await readTable(await bytesOf([headings, ...rows]));
    const mapping = guessed(table.headings);
    const unions = new Map([['纺织厂工会', '530000/530100/530102/U0001']]);
    return { mapping, ...readHouseholds(table, mapping, { unions, orgPath: '530000/530100/530102' }) };
  };
  const first = ['旧-1', name, '本人', idNumber as string, '2019/3/5', '低保户', '全国级', '纺织厂工会', '1000'];

  it('are guessed by their headings, however these are written, each once', () => {
    expect(guessed(['身份证号码', ' *姓 名', '姓名', '备注栏'])).toEqual(['idNumber', 'name', undefined, undefined]);
    expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
  });

  it('are made of the rows of one number; a row without one belongs to the household above', async () => {
    const [member] = household(1).members;
    const { households, faults } = await read(first as string[], [
      null,
      member?.name as string,
      '丈夫',
      member?.idNumber as string,
    ]);
    expect(faults).toEqual([]);
    expect(households).toHaveLength(1);
    expect(households[0]?.old).toMatchObject({
      ...{ row: 2, orgPath: '530000/530100/530102/U0001', dossierNumber: '旧-1' },
      ...{ registeredOn: '2019-03-05', category: '低保户', tier: 'national' },
      form: {
        codeLists: '2016',
        worker: { name, idNumber, birthDate, sex: '女', monthlyIncome: 100_000 },
        members: [{ name: member?.name, relation: '丈夫', sex: '男' }],
      },
    });
    expect(households[0]?.members).toEqual([3]);
  });

  it('refuse an ID number that was kept as a number, and never make one out of it', async () => {
    const { households, faults } = await read(first.map((cell, n) => (n === 3 ? Number(idNumber) : cell)));
    expect(faults).toEqual([{ row: 2, column: 3, message: expect.stringContaining('后面的已经丢了') }]);
    const { worker } = (households[0] as Household).old.form as { worker: object };
    expect(worker).not.toHaveProperty('idNumber');
    expect(JSON.stringify(households)).not.toContain(String(idNumber).slice(0, 12));
  });

  it.each(['5.30102E+17', '5.30102e17', '5E+17'])('refuse one of which a CSV has only %s', async (rounded) => {
    const { households, faults } = await read(first.map((cell, n) => (n === 3 ? rounded : cell)));
    expect(faults).toEqual([{ row: 2, column: 3, message: expect.stringContaining('后面的已经丢了') }]);
    expect((households[0] as Household).old.form).not.toHaveProperty('worker.idNumber');
  });

  it('say what is wrong beside the cell it is in', async () => {
    const wrong = first.map((cell, n) => (n === 6 ? '国家级' : n === 7 ? '没有的工会' : n === 8 ? '一千' : cell));
    const { faults } = await read(wrong, ['旧-2', '张三', '儿子']);
    expect(faults.map(({ row, column }) => [row, column])).toEqual([
      [2, 8],
      [2, 7],
      [2, 6],
      [3, 2],
    ]);
  });

  it('take a county by its code or its name; a name that is several counties’ is refused with the codes of these', async () => {
    const where = async (county: string) => {
      const table = await readTable(
        await bytesOf([
          ['职工编号', '户口所在地', '姓名'],
          ['旧-1', county, name],
        ]),
      );
      const mapping = guessed(table.headings);
      const { households, faults } = readHouseholds(table, mapping, {
        unions: new Map(),
        orgPath: '530000/530100/530102',
      });
      const { worker } = (households[0] as Household).old.form as { worker: { hukouDivision?: string } };
      const said = faults.filter(({ column }) => column === 1).map(({ message }) => message);
      return [worker.hukouDivision, ...said];
    };
    expect(await where('530102')).toEqual(['530102']);
    expect(await where('昆明市五华区')).toEqual(['530102']);
    expect(await where('鼓楼区')).toEqual([undefined, expect.stringMatching(/不止一个：.*320106 江苏省南京市鼓楼区/)]);
    expect(await where('五华')).toEqual([undefined, expect.stringContaining('不是“五华”')]);
  });

  it('know in which cell the API found a fault', async () => {
    const { households, mapping } = await read(first as string[], [null, '王建国', '丈夫', null]);
    expect(cellAt('/rows/0/form/members/0/idNumber', households, mapping)).toMatchObject({ row: 3, column: 3 });
    // Asked for in a column of its own, which there is none of.
    expect(cellAt('/rows/0/form/members/0/noIdNumberReason', households, mapping)).toMatchObject({ row: 3, column: 3 });
    expect(cellAt('/rows/0/registeredOn', households, mapping)).toMatchObject({ row: 2, column: 4 });
    expect(cellAt('/rows/0/orgPath', households, mapping)).toMatchObject({ row: 2, column: 7 });
    expect(cellAt('/rows/0/form/worker/health', households, mapping)).toMatchObject({ row: 2, column: undefined });
  });
});
