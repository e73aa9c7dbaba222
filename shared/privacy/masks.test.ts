import { describe, expect, it } from 'vitest';
import {
  maskAccount,
  maskAddress,
  maskCause,
  maskEmployer,
  maskGivenName,
  maskIdNumber,
  maskMobile,
  maskName,
  maskToMonth,
  maskToYear,
} from './masks.ts';

describe('姓名', () => {
  it.each([
    ['李英', '李*'],
    ['李秀英', '李*英'],
    ['欧阳志强', '欧**强'],
    ['龚䶮', '龚*'],
    ['𠮷野花', '𠮷*花'],
    ['阿卜杜拉·买买提江', '阿***·***江'],
    ['李', '*'],
    ['', ''],
  ])('%s 公示为 %s', (name, shown) => expect(maskName(name)).toBe(shown));

  it('只留姓', () => {
    expect(maskGivenName('王子涵')).toBe('王**');
    expect(maskGivenName('王')).toBe('*');
  });

  it('带异体字选择符的字算一个字', () => {
    expect(maskName('辻\u{E0100}英')).toBe('辻\u{E0100}*');
  });
});

describe('号码', () => {
  it('身份证号留前六后四，手机留前三后四，银行卡只留后四', () => {
    expect(maskIdNumber('530102197403120423')).toBe('530102********0423');
    expect(maskMobile('13800138000')).toBe('138****8000');
    expect(maskAccount('6228480004579563356')).toBe('****3356');
  });

  it('残缺的号码一位不留：前六后四会是全部', () => {
    expect(maskIdNumber('5301021974')).not.toContain('5');
    expect(maskMobile('1380')).not.toMatch(/\d/);
    expect(maskAccount('6228')).not.toMatch(/\d/);
  });
});

describe('日期', () => {
  it('只到月、只到年', () => {
    expect(maskToMonth('1974-03-12')).toBe('1974年3月');
    expect(maskToYear('1974-03-12')).toBe('1974年');
    expect(maskToMonth('不详')).toBe('');
  });
});

describe('住址', () => {
  it.each([
    ['昆明市五华区护国街道双龙桥社区12幢3单元402室', '昆明市五华区护国街道'],
    ['大理市下关街道文化路61号', '大理市下关街道'],
    ['昆明市五华区学府路', '昆明市五华区'],
    ['昆明市五华区阳光小区12幢', '昆明市五华区'],
    ['昆明市西山区前卫街道租住房', '昆明市西山区前卫街道'],
    ['景德镇市浮梁县湘湖镇向阳村3组', '景德镇市浮梁县湘湖镇'],
    ['新乡市红旗区和平大街5号', '新乡市红旗区'],
    ['红河州元阳县攀枝花乡一碗水村', '红河州元阳县攀枝花乡'],
    ['12号', '***'],
  ])('%s 只写到 %s', (address, shown) => expect(maskAddress(address)).toBe(shown));
});

describe('致困原因', () => {
  it('旧表说不清的原因也只显示它的种类', () => {
    expect(maskCause('意外灾害')).toBe('身体或意外原因');
    expect(maskCause('本人残疾')).toBe('身体或意外原因');
    expect(maskCause('收入低')).toBe('其他原因');
  });

  it('患病、残疾、灾害、事故归为一类，看不出谁有病', () => {
    const kinds = ['家庭成员患重大疾病', '家庭成员无劳动能力', '遭受自然灾害', '遭受意外事故', '本人大病'].map(
      maskCause,
    );
    expect(new Set(kinds).size).toBe(1);
    expect(kinds[0]).not.toMatch(/病|残|医/);
    expect(maskCause('下岗失业')).toBe('就业原因');
    expect(maskCause('其他')).toBe('其他原因');
  });
});

describe('工作单位', () => {
  it('以人名作店名的，店名里也不露姓名', () => {
    expect(maskEmployer('李秀英小吃店', ['李秀英', '李秀'])).toBe('李*英小吃店');
    expect(maskEmployer('昆明某纺织厂', ['李秀英', ''])).toBe('昆明某纺织厂');
  });
});
