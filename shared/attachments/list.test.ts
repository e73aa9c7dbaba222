import { describe, expect, it } from 'vitest';
import { unchanged } from '../form/code-lists/code-list.ts';
import { attachmentList, type Upload, wordOf } from './list.ts';

const upload = (own: Partial<Upload>): Upload => ({
  id: 'a1',
  kind: '收入证明',
  name: '收入证明.pdf',
  by: 'registrar-1',
  at: '2026-09-07T01:00:00.000Z',
  status: 'accepted',
  size: 2048,
  ...own,
});
const promised = (own: Partial<Upload>): Upload => {
  const { size: _, ...rest } = upload({ status: 'awaiting', ...own });
  return rest;
};
const brief = (list: ReturnType<typeof attachmentList>) => list.map(({ id, name, state }) => `${id} ${name} ${state}`);

describe('附件：表上列的与传了的是一份', () => {
  it('列了没有传的是 named，没有大小、经手人和时间', () => {
    expect(attachmentList([{ type: '户口本复印件', name: '户口本' }], [])).toEqual([
      { id: null, kind: '户口本复印件', name: '户口本', size: null, by: null, at: null, state: 'named', reason: null },
    ]);
  });

  it('传了的带标识、名称、大小、谁、何时；同类的就是表上列的那一件，不列两遍', () => {
    expect(attachmentList([{ type: '收入证明', name: '丈夫收入证明' }], [upload({})])).toEqual([
      {
        id: 'a1',
        kind: '收入证明',
        name: '收入证明.pdf',
        size: 2048,
        by: 'registrar-1',
        at: '2026-09-07T01:00:00.000Z',
        state: 'accepted',
        reason: null,
      },
    ]);
  });

  it('等检查的没有大小；拒收的说明理由', () => {
    const refused = promised({ id: 'a2', kind: '医院单据', status: 'refused', reason: 'encrypted' });
    expect(attachmentList([], [promised({}), refused])).toMatchObject([
      { state: 'awaiting', size: null, reason: null },
      { state: 'refused', size: null, reason: 'PDF 设有密码。' },
    ]);
  });

  it('同一类有几件的，先按名称相同配，再按先后；配不上的仍是没有传', () => {
    const named = [
      { type: '收入证明', name: '本人' },
      { type: '收入证明', name: '丈夫' },
      { type: '收入证明', name: '长女' },
    ];
    const uploads = [
      upload({ id: 'a1', name: 'IMG_0001' }),
      upload({ id: 'a2', name: '丈夫', at: '2026-09-07T02:00:00.000Z' }),
    ];
    expect(brief(attachmentList(named, uploads))).toEqual([
      'a1 IMG_0001 accepted',
      'a2 丈夫 accepted',
      'null 长女 named',
    ]);
    expect(brief(attachmentList(named, [...uploads].reverse()))).toEqual(brief(attachmentList(named, uploads)));
  });

  it('拒收之后重传收下的，算表上列的那一件；拒收的另列', () => {
    const refused = promised({ id: 'a1', name: '模糊', status: 'refused', reason: 'damaged' });
    const again = upload({ id: 'a2', name: '清楚', at: '2026-09-07T02:00:00.000Z' });
    expect(brief(attachmentList([{ type: '收入证明', name: '收入' }], [refused, again]))).toEqual([
      'a2 清楚 accepted',
      'a1 模糊 refused',
    ]);
  });

  it('别的类不算；表上没有列的，按申请上传的先后排在后面', () => {
    const late = upload({ id: 'a1', kind: '医院单据', name: '住院', at: '2026-09-08T00:00:00.000Z' });
    const early = promised({ id: 'a9', kind: '医院单据', name: '门诊' });
    expect(brief(attachmentList([{ type: '收入证明', name: '收入' }], [late, early]))).toEqual([
      'null 收入 named',
      'a9 门诊 awaiting',
      'a1 住院 accepted',
    ]);
  });

  it('草稿里只写了名称的照列，什么也没写的一行不列', () => {
    expect(brief(attachmentList([{}, { name: '未定' }], []))).toEqual(['null 未定 named']);
  });

  it('别的写法算作它所指的一项，不认识的只等于它自己', () => {
    const list = { title: '', source: '', generations: unchanged(['户口本复印件'], { 户口簿复印件: '户口本复印件' }) };
    expect(wordOf('户口簿复印件', list)).toBe('户口本复印件');
    expect(wordOf('户口本复印件', list)).toBe('户口本复印件');
    expect(wordOf('自拍照', list)).toBe('自拍照');
  });
});
