import { describe, expect, it } from 'vitest';
import { spoken } from './sound.ts';

const whole = (name: string) => spoken(name)?.whole;

describe('听起来一样的姓名', () => {
  it.each([
    ['王子涵', '王梓涵'],
    ['李秀英', '李秀盈'],
    ['张伟', '张炜'],
    ['陈静', '陈晋'],
    ['周志强', '周自强'],
    ['单志强', '单自强'],
    ['欧阳建国', '欧阳剑国'],
    ['劉國強', '刘国强'],
    ['阿卜杜拉·买买提', '阿不都拉·麦麦提'],
    ['次仁卓玛', '泽仁珠玛'],
    ['罗布扎西', '农布札西'],
    ['岩温', '岩文'],
    ['阿卜杜拉·买买提', '阿卜杜拉买买提'],
    ['吐尔逊', '吐勒逊'],
    ['卓玛', '珠玛'],
    ['江·次仁', '加·泽仁'],
    ['𠮷野', '𠮷也'],
  ])('%s 与 %s', (one, other) => {
    expect(whole(one)).toBe(whole(other));
  });

  it('姓按姓来读', () => {
    expect(whole('单志强')).toBe('san zi qiang');
    expect(whole('解学明')).toMatch(/^xie /);
    expect(whole('朴正华')).toMatch(/^piao /);
    expect(whole('尉迟恭')).toMatch(/^yu ci /);
    expect(whole('曾国强')).toBe('zen guo qiang');
    expect(whole('欧阳建国')).toBe('ou yang jian guo');
  });

  it('不是汉人的姓名，听的是每个字开头的辅音；只剩一个的，听整个的音', () => {
    expect(whole('阿卜杜拉·买买提')).toBe('bdlmmd');
    expect(whole('古丽米拉')).toBe('glml');
    expect(whole('卓玛')).toBe('zm');
    expect(whole('岩温')).toBe('yan wen');
    expect(whole('岩·温')).toBe('yan wen');
  });

  it('字母写的姓名，听的就是字母', () => {
    expect(spoken('Anna')).toEqual({ whole: 'ANNA', shortened: [] });
    expect(spoken('Ivan Petrov')).toEqual({ whole: 'IVANPETROV', shortened: ['IVAN'] });
    expect(whole('Anna李')).toBe('ANNA李');
    expect(whole('李Anna')).toBe('李ANNA');
  });
});

describe('听起来不一样的', () => {
  it.each([
    ['王子涵', '王子豪'],
    ['李秀英', '李英秀'],
    ['阿卜杜拉·买买提', '吐尔逊·买买提'],
    ['扎西', '次仁'],
    ['古丽米拉', '古丽依拉'],
  ])('%s 与 %s', (one, other) => {
    expect(whole(one)).not.toBe(whole(other));
  });

  it('只有符号的姓名没有声音', () => {
    expect(spoken('··')).toBeNull();
  });
});

describe('少了些什么的姓名', () => {
  it('名里少一字，姓总在', () => {
    expect(spoken('王秀英')?.shortened).toEqual(['wang yin', 'wang xiu']);
    expect(spoken('欧阳建国')?.shortened).toEqual(['ou yang guo', 'ou yang jian']);
    expect(spoken('王英')?.shortened).toEqual([]);
    expect(spoken('诸葛亮')?.shortened).toEqual([]);
  });

  it('按辅音听的，少一个辅音，头一个总在；只剩一个的不算', () => {
    expect(spoken('古丽米拉')?.shortened).toEqual(['gml', 'gll', 'glm']);
    expect(spoken('买买提')?.shortened).toEqual(['md', 'mm']);
    expect(spoken('卓玛')?.shortened).toEqual([]);
    expect(spoken('岩温')?.shortened).toEqual([]);
  });

  it('没写父名，只剩自己的名', () => {
    expect(spoken('阿卜杜拉·买买提')?.shortened).toContain(whole('阿卜杜拉'));
    expect(spoken('阿卜杜拉买买提')?.shortened).not.toContain(whole('阿卜杜拉'));
  });

  it('再长的姓名，也只算几种', () => {
    const long = spoken('阿卜杜热西提江·买买提热合曼江巴图尔克孜');
    expect(long?.shortened.length).toBeLessThanOrEqual(6);
  });
});
