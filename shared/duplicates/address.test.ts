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
  ])('%s', (address) => {
    expect(plainAddress(address, home)).toBe('5301 人民路12-5-2-301');
  });

  it('小区、社区、居委会写不写都一样', () => {
    const written = ['翠湖小区A座3单元102室', '翠湖社区居委会A座3单元102', '翠湖a座三单元一百零二室'];
    expect(new Set(written.map((each) => plainAddress(each, home))).size).toBe(1);
  });

  it('自治州、州、简称都是一个地方', () => {
    const written = [
      '云南省大理白族自治州大理市下关镇建设路8号',
      '大理州大理市下关镇建设路8号',
      '大理市下关镇建设路8号',
    ];
    expect(new Set(written.map((each) => plainAddress(each, '532901')))).toEqual(new Set(['5329 下关镇建设路8']));
  });
});

describe('不同的住址', () => {
  it.each([
    ['人民路12号5栋2单元301室', '人民路12号5栋2单元302室'],
    ['人民路12号5栋301室', '人民路12号15栋301室'],
    ['人民路12号', '人民路1号2栋'],
    ['人民路12号附3号', '人民路12号'],
    ['人民东路12号', '人民路12号'],
    ['人民路12号3层', '人民路123号'],
  ])('%s 与 %s', (one, other) => {
    expect(plainAddress(one, home)).not.toBe(plainAddress(other, home));
  });

  it('两个市里同一条路名的同一个门牌，是两处', () => {
    expect(plainAddress('昆明市五华区人民路12号', home)).not.toBe(plainAddress('大理市人民路12号', home));
    expect(plainAddress('人民路12号', '530102')).not.toBe(plainAddress('人民路12号', '532901'));
  });

  it('写明在外省的，不按户口所在地算', () => {
    expect(plainAddress('山东省青岛市市南区南京路3号', home)).toBe('3702 南京路3');
    expect(plainAddress('重庆市渝中区八一路12号', home)).toBe('50 八一路12');
  });

  it('以省、市、县的简称开头的路名还是路名', () => {
    expect(plainAddress('海南路12号', home)).toBe('5301 海南路12');
    expect(plainAddress('昆明路12号', home)).toBe('5301 昆明路12');
  });
});

describe('找不到门的住址，不能拿来比较：同住一村一路的人太多', () => {
  it.each(['大理市下关镇石头村', '石头村三组', '石头村第3村民小组', '人民路', '5栋302', '320国道旁', '', '（同上）'])(
    '%s',
    (address) => {
      expect(plainAddress(address, home)).toBeNull();
    },
  );
});
