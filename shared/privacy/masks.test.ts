import { describe, expect, it } from 'vitest';
import {
  maskAccount,
  maskAddress,
  maskCause,
  maskEmployer,
  maskGivenName,
  maskIdNumber,
  maskName,
  maskOccupation,
  maskToMonth,
  maskToYear,
  maskTrack,
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
  it('身份证号只留前六位：旁边就有出生日期，留了后四位就等于没有遮；银行卡只留后四', () => {
    expect(maskIdNumber('530102197403120423')).toBe('530102************');
    expect(maskAccount('6228480004579563356')).toBe('****3356');
  });

  it('残缺的号码一位不留：留下的会是全部', () => {
    expect(maskIdNumber('5301021974')).not.toContain('5');
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
    expect(maskEmployer('秀英小吃店', ['李秀英'])).toBe('**小吃店');
    expect(maskEmployer('志强修理部', ['欧阳志强'])).toBe('**修理部');
    expect(maskEmployer('买买提江烤肉', ['阿卜杜拉·买买提江'])).toBe('****烤肉');
    expect(maskEmployer('英才学校', ['李英'])).toBe('英才学校');
  });
});

describe('不说出谁有病', () => {
  it('病休和别的不在岗看上去一样；做工、上学、领养老金的分得出', () => {
    for (const word of ['病休', '下(待)岗', '失(无)业', '失业', '内退']) expect(maskOccupation(word)).toBe('不在岗');
    expect(['在职', '农民工', '高中', '离退休'].map(maskOccupation)).toEqual(['在岗', '在岗', '在校生', '离退休']);
  });

  it('大病保险的措施不单独写出', () => {
    expect(maskTrack('纳入大病保险和医疗互助保险保障')).toBe(maskTrack('纳入社保制度覆盖'));
    expect(maskTrack('就业创业发展')).toBe('就业创业发展');
  });
});
