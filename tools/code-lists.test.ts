import { describe, expect, it } from 'vitest';
import { catalogue } from '../shared/code-lists/catalogue.ts';
import { allLists, oneList } from './code-lists.ts';

describe('选项表核对单', () => {
  const text = allLists();
  const [unconfirmed = '', confirmed = ''] = text.split('\n二、已证实\n');

  it('未证实的在前，各写明缺什么；每张选项表都在', () => {
    expect(unconfirmed).toContain('附件类型（2016、2020）');
    expect(unconfirmed).toContain('缺：官方的附件类型代码表没有见到');
    expect(unconfirmed).toContain('所属行业（2020）');
    expect(confirmed).toContain('所属行业（2016）');
    expect(confirmed).toContain('困难类别（旧表：滨州2018）：应保未保，低保户，低保边缘户，意外致困户');
    for (const { list } of catalogue) expect(text).toContain(`${list.title}（`);
  });

  it('一张选项表写明报表怎样算每一个旧词，推断的说是推断', () => {
    const causes = catalogue.find(({ name }) => name === 'hardshipCause');
    if (causes === undefined) throw new Error('the causes are a list');
    const lines = oneList(causes).split('\n');
    expect(lines[0]).toBe('致困原因（hardshipCause）：主要致困原因、次要致困原因');
    const line = (word: string) => lines.find((each) => each.includes(`2011  `) && each.includes(word)) ?? '';
    expect(line('意外灾害')).toContain('（不并入）');
    expect(line('本人大病')).toMatch(/家庭成员患重大疾病 +推断：/);
  });
});
