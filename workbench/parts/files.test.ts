import { describe, expect, it } from 'vitest';
import { Refused } from '../../shared/contract/client.ts';
import { base64Of, bytesOf, csvOf, rowFaultsOf } from './files.ts';

describe('浏览器里的文件', () => {
  it('编成 base64 再解开，一个字节也不差，多大都一样', () => {
    const bytes = Uint8Array.from({ length: 200_003 }, (_, index) => (index * 7919) % 256);
    expect(bytesOf(base64Of(bytes))).toEqual(bytes);
    expect(base64Of(new Uint8Array())).toBe('');
  });

  it('写成表格的，逗号、引号、换行各在自己的一格；像公式的，表格软件不当公式算', () => {
    const text = csvOf([
      ['序号', '说明'],
      ['1', '他说“好”，"行"'],
      ['2', '=1+1'],
    ]);
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(text.slice(1).split('\r\n')).toEqual(['序号,说明', '1,"他说“好”，""行"""', "2,'=1+1", '']);
  });
});

describe('接口说的哪一行不对', () => {
  const refused = (...messages: string[]) =>
    new Refused('prepareBatch', 400, {
      ...{ type: 'x', title: '内容有误', status: 400, code: 1004 },
      faults: messages.map((message) => ({ pointer: '/file', code: 1004, message })),
    } as ConstructorParameters<typeof Refused>[2]);

  it('全是某一行的，放到那一行旁边', () => {
    expect(rowFaultsOf(refused('第 3 行：姓名与档案不符', '第 12 行：没有写姓名'))).toEqual([
      { row: 3, message: '姓名与档案不符' },
      { row: 12, message: '没有写姓名' },
    ]);
  });

  it('有一处不是某一行的、断了网的，照原样说', () => {
    expect(rowFaultsOf(refused('第 3 行：姓名与档案不符', '超过预算'))).toBeUndefined();
    expect(rowFaultsOf(new TypeError('fetch'))).toBeUndefined();
  });
});
