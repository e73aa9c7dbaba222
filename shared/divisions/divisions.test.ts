import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packedNames } from '#platform/division-names';
import { unpack } from '#platform/unpack';
import { isCodeOn, isDivisionOn, isOrWasDivision, successorsOf } from './codes.ts';
import { packedCodes } from './data.ts';
import { countiesOf, divisionName } from './divisions.ts';

const today = '2026-11-23';
const text = readFileSync(new URL('data.txt', import.meta.url), 'utf8');
const [current = [], former = [], prefectures = [], oldNames = []] = text
  .trim()
  .split('\n\n')
  .map((part) => part.split('\n'));
const currentCodes = current.flatMap((line) => {
  const [head = '', ...counties] = line.split(' ');
  return counties.map((county) => head.slice(0, 4) + county.slice(0, 2));
});
const formerRows = former.flatMap((line) => {
  const [prefix = '', year = '', ...counties] = line.split(' ');
  return counties.map((county) => ({ code: prefix + county.slice(0, 2), year: Number(year) }));
});

describe('行政区划代码', () => {
  it('以省、市、县全称称呼', () => {
    expect(divisionName('530102')).toBe('云南省昆明市五华区');
    expect(divisionName('532901')).toBe('云南省大理白族自治州大理市');
    expect(divisionName('653101')).toBe('新疆维吾尔自治区喀什地区喀什市');
    expect(divisionName('370200')).toBe('山东省青岛市');
    expect(divisionName('530000')).toBe('云南省');
    expect(divisionName('53')).toBe('云南省');
  });

  it('直辖市和省直辖县不夹带“市辖区”之类的占位名', () => {
    expect(divisionName('110101')).toBe('北京市东城区');
    expect(divisionName('429004')).toBe('湖北省仙桃市');
    expect(divisionName('441900')).toBe('广东省东莞市');
    expect(isDivisionOn('620200', today)).toBe(true);
    expect(isDivisionOn('620201', today)).toBe(false);
    expect(divisionName('500382')).toBe('重庆市合川市（已撤销）');
    expect(divisionName('379001')).toBe('山东省青州市（已撤销）');
  });

  it('已撤销的注明已撤销，从来没有的没有名称', () => {
    expect(divisionName('370205')).toBe('山东省青岛市四方区（已撤销）');
    expect(divisionName('530200')).toBe('云南省东川市（已撤销）');
    expect(divisionName('539999')).toBeNull();
    expect(divisionName('')).toBeNull();
  });

  it('云南、山东的县级区划个数与公布的一致（129个、136个）', () => {
    expect(currentCodes.filter((code) => code.startsWith('53'))).toHaveLength(129);
    expect(currentCodes.filter((code) => code.startsWith('37'))).toHaveLength(136);
  });

  it('全国2847个县级区划、4个不设区县的市，与国家地名信息库2026年10月的一致；另有5处户口用、名录外的代码', () => {
    const unlisted = ['232761', '232762', '232763', '232764', '632857'];
    expect(unlisted.map((code) => divisionName(code)?.replace(/^.*(地区|自治州)/, ''))).toEqual([
      '加格达奇区',
      '松岭区',
      '新林区',
      '呼中区',
      '大柴旦行政委员会',
    ]);
    expect(currentCodes.filter((code) => !unlisted.includes(code))).toHaveLength(2851);
  });

  it('一省的县按市州分组，只列今天有效的', () => {
    const groups = countiesOf('530000');
    expect(groups).toHaveLength(16);
    expect(groups[0]?.name).toBe('昆明市');
    expect(groups.flatMap(({ divisions }) => divisions)).toHaveLength(129);
    expect(groups[0]?.divisions).toContainEqual({ code: '530114', name: '呈贡区' });
  });

  it('三十四个省级区划都有', () => {
    const named = Array.from({ length: 90 }, (_, n) => divisionName(String(n + 10))).filter((name) => name !== null);
    expect(named).toHaveLength(34);
  });

  it('2024年以后新设的也有：和康县、和安县、两江新区、岑岭县、草湖市', () => {
    expect(divisionName('653229')).toBe('新疆维吾尔自治区和田地区和安县');
    expect(divisionName('500157')).toBe('重庆市两江新区');
    expect(divisionName('653132')).toBe('新疆维吾尔自治区喀什地区岑岭县');
    expect(divisionName('659013')).toBe('新疆维吾尔自治区草湖市');
    expect(isDivisionOn('653228', '2023-12-31')).toBe(false);
    expect(isDivisionOn('653132', today)).toBe(true);
  });

  it('市、省也问得到在不在，不算县级；早就改了代码的（321100 镇江在，372800 临沂地区不在）', () => {
    for (const code of ['530000', '530100', '321100', '530102', '441900']) expect(isCodeOn(code, today)).toBe(true);
    for (const code of ['530122', '530200', '372800', '539900', '990000', '53', '']) {
      expect(isCodeOn(code, today), code).toBe(false);
    }
    for (const code of ['530000', '530100']) expect(isDivisionOn(code, today)).toBe(false);
  });
});

describe('启用年份', () => {
  it.each([
    ['530114', 2011, '呈贡县2011年改区'],
    ['371302', 1994, '临沂地区1994年改市，各区县的新代码随之启用'],
    ['371103', 2004, '日照市2004年由东港区分出岚山区'],
    ['500101', 1997, '重庆1997年直辖'],
    ['440306', 1992, '深圳市1992年撤销宝安县，设宝安区、龙岗区'],
    ['650502', 2016, '哈密地区2016年改市'],
  ])('%s自%i年起有效：%s', (code, year) => {
    expect(isDivisionOn(code, `${year - 1}-12-31`)).toBe(false);
    expect(isDivisionOn(code, `${year}-01-01`)).toBe(true);
    expect(isDivisionOn(code, today)).toBe(true);
  });

  it('1984年以前就有的，问到多早都算有效', () => {
    expect(isDivisionOn('110101', '1984-12-31')).toBe(true);
    expect(isDivisionOn('370203', '1985-01-01')).toBe(true);
  });
});

describe('撤并的区划', () => {
  it.each([
    ['110103', '北京市崇文区', 2010, '110101'],
    ['120107', '天津市塘沽区', 2009, '120116'],
    ['130230', '河北省唐山市唐海县', 2012, '130209'],
    ['140481', '山西省长治市潞城市', 2018, '140406'],
    ['152701', '内蒙古自治区伊克昭盟东胜市', 2001, '150602 150603'],
    ['210282', '辽宁省大连市普兰店市', 2015, '210214'],
    ['220181', '吉林省长春市九台市', 2014, '220113'],
    ['230182', '黑龙江省哈尔滨市双城市', 2014, '230113'],
    ['310103', '上海市卢湾区', 2011, '310101'],
    ['320502', '江苏省苏州市沧浪区', 2012, '320508'],
    ['330204', '浙江省宁波市江东区', 2016, '330212'],
    ['341402', '安徽省巢湖市居巢区', 2011, '340181'],
    ['350202', '福建省厦门市鼓浪屿区', 2003, '350203'],
    ['360427', '江西省九江市星子县', 2016, '360483'],
    ['370284', '山东省青岛市胶南市', 2012, '370211'],
    ['410381', '河南省洛阳市偃师市', 2021, '410307'],
    ['420123', '湖北省武汉市黄陂县', 1998, '420116'],
    ['430122', '湖南省长沙市望城县', 2011, '430112'],
    ['440181', '广东省广州市番禺市', 2000, '440113 440115'],
    ['450122', '广西壮族自治区南宁市武鸣县', 2015, '450110'],
    ['460004', '海南省琼山市', 2002, '460105 460106 460107 460108'],
    ['500382', '重庆市合川市', 2006, '500117'],
    ['512301', '四川省涪陵地区涪陵市', 1995, '500102'],
    ['522101', '贵州省遵义地区遵义市', 1997, '520302 520303'],
    ['530121', '云南省昆明市呈贡县', 2011, '530114'],
    ['542121', '西藏自治区昌都地区昌都县', 2014, '540302'],
    ['612501', '陕西省商洛地区商州市', 2001, '611002'],
    ['622101', '甘肃省酒泉地区玉门市', 2002, '620981'],
    ['632121', '青海省海东地区平安县', 2013, '630203'],
    ['642221', '宁夏回族自治区固原地区固原县', 2001, '640402'],
    ['652201', '新疆维吾尔自治区哈密地区哈密市', 2016, '650502'],
  ])('%s是%s，到%i年为止，今天是%s', (code, name, year, successors) => {
    expect(divisionName(code)).toBe(`${name}（已撤销）`);
    expect(isDivisionOn(code, `${year}-01-01`)).toBe(true);
    expect(isDivisionOn(code, `${year + 1}-01-01`)).toBe(false);
    expect(successorsOf(code)).toEqual(successors.split(' '));
  });

  it('从四川、广东划出的跟到重庆、海南：江津县、万县、三亚市', () => {
    expect(successorsOf('510225')).toEqual(['500116']);
    expect(successorsOf('512221')).toEqual(['500101']);
    expect(successorsOf('442201')).toEqual(['460202', '460203', '460204', '460205']);
  });

  it('改名、改市、改区几经变更的，一步指到今天：胶县、蒲圻县、海康县、华县', () => {
    expect(successorsOf('370224')).toEqual(['370281']);
    expect(successorsOf('422323')).toEqual(['421281']);
    expect(successorsOf('440824')).toEqual(['440882']);
    expect(successorsOf('612124')).toEqual(['610503']);
  });

  it('并入之后又从中分出新区的，新区也是它的地方：崂山县、余杭县、日照县', () => {
    expect(successorsOf('370221')).toEqual(['370212', '370214']);
    expect(successorsOf('330125')).toEqual(['330110', '330113']);
    expect(successorsOf('372825')).toEqual(['371102', '371103']);
  });

  it('撤销的地区、地级市有名称：重庆市原属四川，那时万县市、巢湖市是地级市', () => {
    expect(divisionName('1321')).toBe('河北省邯郸地区（已撤销）');
    expect(divisionName('511200')).toBe('四川省万县市（已撤销）');
    expect(divisionName('5102')).toBe('四川省重庆市（已撤销）');
    expect(divisionName('341400')).toBe('安徽省巢湖市（已撤销）');
    expect(divisionName('371200')).toBe('山东省莱芜市（已撤销）');
  });

  it('撤销的县按当时的地级市称呼：淮阴县2000年撤销时属淮阴市，不属今天的淮安市', () => {
    expect(divisionName('320821')).toBe('江苏省淮阴市淮阴县（已撤销）');
    expect(divisionName('320804')).toBe('江苏省淮安市淮阴区');
  });

  it('持旧代码号码的人不因区划撤并而变成无效号码', () => {
    for (const code of ['370205', '530121', '372801', '379013', '532101', '522201', '810000', '370101', '371201']) {
      expect(isOrWasDivision(code), code).toBe(true);
    }
    for (const code of ['990101', '539999', '53', '5301', '']) expect(isOrWasDivision(code), code).toBe(false);
  });
});

describe('同一代码先后给了两处', () => {
  it('株洲430202原是东区，1997年起是荷塘区', () => {
    expect(divisionName('430202', '1996-06-30')).toBe('湖南省株洲市东区');
    expect(divisionName('430202', '1997-06-30')).toBe('湖南省株洲市荷塘区');
    expect(divisionName('430202')).toBe('湖南省株洲市荷塘区');
  });

  it('海南469025原是定安县，2007年起是白沙黎族自治县', () => {
    expect(divisionName('469025', '2005-01-01')).toBe('海南省定安县');
    expect(divisionName('469025', today)).toBe('海南省白沙黎族自治县');
  });

  it('洛阳410307先是洛龙区，空了多年，2021年起是偃师区：空着的年份无效', () => {
    expect(divisionName('410307', '2005-01-01')).toBe('河南省洛阳市洛龙区');
    expect(divisionName('410307', today)).toBe('河南省洛阳市偃师区');
    expect(isDivisionOn('410307', '2005-01-01')).toBe(true);
    expect(isDivisionOn('410307', '2015-01-01')).toBe(false);
    expect(isDivisionOn('410307', today)).toBe(true);
  });

  it('只改名的也按日期称呼：襄樊市2010年改襄阳市，恭城县1990年改恭城瑶族自治县', () => {
    expect(divisionName('420602', '2009-12-31')).toBe('湖北省襄樊市襄城区');
    expect(divisionName('420602', today)).toBe('湖北省襄阳市襄城区');
    expect(divisionName('452332', '1989-12-31')).toBe('广西壮族自治区桂林地区恭城县');
  });

  it('撤销以前的日期上不说已撤销', () => {
    expect(divisionName('370205', '2012-06-30')).toBe('山东省青岛市四方区');
    expect(divisionName('370205', '2013-01-01')).toBe('山东省青岛市四方区（已撤销）');
  });
});

describe('全部代码', () => {
  it('压缩的一份就是可读的一份', () => {
    const names = unpack(packedNames).split('\n');
    expect(unpack(packedCodes).replace(/\./g, () => names.shift() as string)).toBe(text.trimEnd());
    expect(names).toEqual([]);
  });

  it('没有一个代码既是今天的又是撤销的，也没有写两遍的', () => {
    const codes = [...currentCodes, ...formerRows.map(({ code }) => code)];
    expect(codes).toHaveLength(new Set(codes).size);
    expect(formerRows.length).toBeGreaterThan(2500);
    for (const code of codes) expect(code).toMatch(/^\d{6}$/);
  });

  it('今天的今天有效，没有后继', () => {
    for (const code of currentCodes) {
      expect(isDivisionOn(code, today), code).toBe(true);
      expect(successorsOf(code), code).toEqual([]);
    }
  });

  it('撤销的到撤销那年为止有效，有名称，每个后继都是今天的代码', () => {
    for (const { code, year } of formerRows) {
      expect(year, code).toBeGreaterThanOrEqual(1985);
      expect(isDivisionOn(code, `${year}-12-31`), code).toBe(true);
      expect(isDivisionOn(code, `${year + 1}-01-01`), code).toBe(false);
      expect(isDivisionOn(code, today), code).toBe(false);
      expect(isOrWasDivision(code), code).toBe(true);
      expect(divisionName(code), code).toMatch(/^\p{Script=Han}{3,}（已撤销）$/u);
      expect(successorsOf(code).length, code).toBeGreaterThan(0);
      for (const successor of successorsOf(code)) expect(currentCodes, `${code} → ${successor}`).toContain(successor);
    }
  });

  it('后继都在本省，只有四川的到了重庆，广东的到了海南', () => {
    const moved = formerRows.flatMap(({ code }) =>
      successorsOf(code)
        .map((successor) => `${code.slice(0, 2)}→${successor.slice(0, 2)}`)
        .filter((move) => move.slice(0, 2) !== move.slice(3)),
    );
    expect([...new Set(moved)].sort()).toEqual(['44→46', '51→50']);
  });

  it('启用年份不晚于撤销年份，都在1985年至今', () => {
    for (const line of former) {
      const [prefix, to, ...counties] = line.split(' ');
      for (const county of counties) {
        const [, from] = /\D(\d{4})>/.exec(county) ?? [];
        if (from !== undefined) expect(Number(from), `${prefix} ${county}`).toBeLessThan(Number(to));
      }
    }
    for (const [, year] of [...current, ...prefectures, ...oldNames]
      .join('\n')
      .matchAll(/\p{Script=Han}(\d{4})(?!\d)/gu)) {
      expect(Number(year)).toBeGreaterThanOrEqual(1985);
      expect(Number(year)).toBeLessThanOrEqual(Number(today.slice(0, 4)));
    }
  });
});
