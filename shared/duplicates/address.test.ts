import { describe, expect, it } from 'vitest';
import { plainAddress } from './address.ts';

const home = '530102';

describe('同一个住址的不同写法', () => {
  it.each([
    ['云南省昆明市五华区人民路12号5幢2单元301室'],
    ['昆明市五华区人民路12号5栋2单元301号'],
    ['五华区人民路１２号５号楼２单元３０１'],
    ['人民路12号5栋2-301'],
    ['人民路12-5-2-301'],
    ['云南昆明五华区华山街道人民路12号5幢2单元301室'],
    ['云南省 昆明市 五华区 华山街道办事处人民路12号院5座2门301房'],
    ['人民路十二号五栋二单元三〇一室'],
    ['人民路12号第5栋第二单元3楼301室'],
    ['人民路12号05栋2单元3层301室（原机床厂宿舍）'],
    ['中国云南省昆明市五华区人民路12号005栋2单元301室'],
    ['人民路12号-5栋-2单元-301室'],
    ['人民路12号，5栋2单元，301室'],
  ])('%s', (address) => {
    expect(plainAddress(address, home)?.text).toBe('5301 人民路12-5-2-301');
  });

  it('小区、社区、居委会写不写都一样', () => {
    const written = ['翠湖小区A座3单元102室', '翠湖社区居委会A座3单元102', '翠湖a座三单元一百零二室'];
    expect(new Set(written.map((each) => plainAddress(each, home)?.text)).size).toBe(1);
  });

  it('中文写的门牌号，和数字写的一样', () => {
    const numbers: Record<string, number> = {
      十: 10,
      十二: 12,
      二十: 20,
      二十三: 23,
      一百零三: 103,
      两百零三: 203,
      一百一十: 110,
      三百二十一: 321,
      二〇三: 203,
    };
    for (const [chinese, number] of Object.entries(numbers)) {
      expect(plainAddress(`石头村${chinese}号`, home)?.text, chinese).toBe(`5301 石头村${number}`);
    }
  });

  it('楼号是字母的，大写小写、全角半角都一样', () => {
    const written = ['翠湖小区A座3单元102室', '翠湖小区ａ座3单元102', '翠湖A-3-102'];
    for (const each of written) expect(plainAddress(each, home)?.text, each).toBe('5301 翠湖A-3-102');
  });

  it('室号不到三位的，写了“室”就是一扇门', () => {
    expect(plainAddress('翠湖小区5栋2单元8室', home)?.text).toBe('5301 翠湖5-2-8');
  });

  it('自治州、州、简称都是一个地方', () => {
    const written = [
      '云南省大理白族自治州大理市下关镇建设路8号',
      '大理州大理市下关镇建设路8号',
      '大理市下关镇建设路8号',
    ];
    expect(new Set(written.map((each) => plainAddress(each, '532901')?.text))).toEqual(new Set(['532901 建设路8']));
  });
});

describe('写法更不一样的', () => {
  it.each([
    ['翠湖小区5栋2单元301室', '人民路12号翠湖小区5栋2单元301室'],
    ['翠湖小区5栋2单元301室', '翠湖小区人民路12号5栋2单元301室'],
    ['翠湖小区5栋2单元301室', '翠湖小区（人民路12号）5幢2-301'],
    ['机床厂宿舍2栋301室', '机床厂职工宿舍区2栋3楼301室'],
    ['下关镇石头村12号', '大理市石头村村委会12号'],
    ['石头村三组12号', '大营村委会石头村第三村民小组12号'],
    ['下关镇石头村12号', '石头村12号'],
    ['石头村12号', '石头村委会12号'],
    ['机床厂宿舍2栋301室', '机床厂宿舍区2栋301室'],
    ['机床厂宿舍2栋301室', '机床厂职工宿舍2栋301室'],
    ['机床厂宿舍2栋301室', '机床厂家属院2栋301室'],
    ['翠湖小区5栋2单元301室', '翠湖居委会5栋2单元301室'],
    ['翠湖小区5栋1203室', '翠湖小区5栋12楼1203室'],
    ['翠湖小区5栋301室', '翠湖小区5栋三层301室'],
    ['人民路12号附3号', '人民路12附3号'],
    ['人民路12号附3号', '人民路12号之3'],
    ['人民路12号附3号', '人民路12-3号'],
  ])('%s 与 %s 是一处', (one, other) => {
    expect(plainAddress(other, '532901')?.text).toBe(plainAddress(one, '532901')?.text);
    expect(plainAddress(other, '532901')?.text).toBeDefined();
  });

  it('村里的组，写不写都有同一个写法；写了的，不同的组还是两处', () => {
    const [third, fifth, none] = ['石头村3组12号', '石头村五组12号', '石头村12号'].map((each) =>
      plainAddress(each, home),
    );
    expect(third?.withoutGroup).toBe(none?.text);
    expect(fifth?.withoutGroup).toBe(none?.text);
    expect(none?.withoutGroup).toBeUndefined();
    expect(third?.text).not.toBe(fifth?.text);
  });

  it('县里的按县算，城区之间不分', () => {
    expect(plainAddress('金牛镇建设路8号', '532924')?.text).toBe('532924 建设路8');
    expect(plainAddress('大理州宾川县金牛镇建设路8号', '532901')?.text).toBe('532924 建设路8');
    expect(plainAddress('昆明市盘龙区人民路12号', home)?.text).toBe('5301 人民路12');
  });
});

describe('不同的住址', () => {
  it.each([
    ['人民路12号5栋2单元301室', '人民路12号5栋2单元302室'],
    ['人民路12号5栋301室', '人民路12号15栋301室'],
    ['人民路12号', '人民路1号2栋301室'],
    ['人民路12号附3号', '人民路12号'],
    ['人民东路12号', '人民路12号'],
    ['人民路12号3层', '人民路123号'],
    ['翠湖小区5栋3层2室', '翠湖小区5栋4层2室'],
    ['机床厂2栋301室', '机床厂宿舍2栋301室'],
    ['建设路8号中国银行宿舍2栋301室', '建设路8号银行宿舍2栋301室'],
  ])('%s 与 %s', (one, other) => {
    expect(plainAddress(one, home)?.text).not.toBe(plainAddress(other, home)?.text);
  });

  it('两个市里同一条路名的同一个门牌，是两处', () => {
    expect(plainAddress('昆明市五华区人民路12号', home)).not.toEqual(plainAddress('大理市人民路12号', home));
    expect(plainAddress('人民路12号', '530102')).not.toEqual(plainAddress('人民路12号', '532901'));
  });

  it('写明在外省的，不按户口所在地算', () => {
    expect(plainAddress('山东省青岛市市南区南京路3号', home)?.text).toBe('3702 南京路3');
    expect(plainAddress('重庆市渝中区八一路12号', home)?.text).toBe('50 八一路12');
  });

  it('以省、市、县的简称开头的路名还是路名', () => {
    expect(plainAddress('海南路12号', home)?.text).toBe('5301 海南路12');
    expect(plainAddress('昆明路12号', home)?.text).toBe('5301 昆明路12');
    expect(plainAddress('景德镇路12号', home)?.text).toBe('5301 景德镇路12');
  });

  it('开头写的才是街道、乡镇；名称里的不是', () => {
    expect(plainAddress('人民路12号老街道口宿舍2栋301室', home)?.text).toContain('老街道口宿舍2');
    expect(plainAddress('人民路12号枫叶小镇人家5栋301室', home)?.text).toContain('枫叶小镇人家5');
  });
});

describe('找不到门的住址，不能拿来比较：同住一村一路的人太多', () => {
  it.each([
    '大理市下关镇石头村',
    '石头村三组',
    '翠湖小区5栋',
    '机床厂宿舍2栋',
    '人民路12号5栋2单元',
    '石头村第3村民小组',
    '人民路',
    '5栋302',
    '村12号',
    '翠湖小区5栋3层',
    '石头村12号3户联建房',
    '320国道旁',
    '',
    '（同上）',
  ])('%s', (address) => {
    expect(plainAddress(address, home)).toBeNull();
  });
});
