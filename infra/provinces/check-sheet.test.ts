import { describe, expect, test } from 'vitest';
import { countiesOf, divisionName } from '../../shared/divisions/divisions.ts';
import { leavingReasonCodes } from '../../shared/matters/standing.ts';
import { basisOn } from '../../shared/standards/in-force.ts';
import { sheet as yunnan } from './530000.ts';
import { sheet as demonstration } from './990000.ts';
import { checkSheet } from './check-sheet.ts';
import { provinceForm } from './defaults.ts';
import { profiles, sheets } from './index.ts';
import { confirmed, itemsOf, type ProvinceSheet, toProfile, unconfirmed, unconfirmedItems } from './sheet.ts';
import { titleOf } from './titles.ts';

const today = '2026-09-07';
const provinces = Object.entries(sheets).filter(([code]) => code !== '990000');

describe('31 个省、自治区、直辖市', () => {
  test('每个省各有一份表单，按代码和全称，没有多的', () => {
    expect(provinces).toHaveLength(31);
    for (const [code, sheet] of provinces) {
      expect(sheet.code.value).toBe(code);
      expect(sheet.name.value).toBe(divisionName(code));
      expect(countiesOf(code).length).toBeGreaterThan(0);
    }
  });

  test.each(Object.entries(sheets))('%s 可以部署', (_code, sheet) => {
    expect(checkSheet(sheet, today)).toEqual([]);
  });

  test.each(provinces)('%s 没有人知道的项，写明是暂定', (_code, sheet) => {
    const paths = new Set(unconfirmedItems(sheet).map(({ path }) => path));
    for (const path of ['region', 'notice.workingDays', 'notice.scope', 'approval.levels', 'standards[0].text']) {
      expect(paths, path).toContain(path);
    }
  });

  test('没有低保标准的省，不受理任何人，不去猜', () => {
    for (const [, sheet] of provinces.filter(([, { subsistenceLines }]) => subsistenceLines.value === null)) {
      expect(sheet.coverage.value).toEqual([]);
    }
  });

  test('湖南写下的算作已证实：撤档以后保管十年；别的去向没有规定，是暂定', () => {
    expect(sheets['430000']?.retention.leftYears).toMatchObject({
      value: 10,
      source: expect.stringContaining('10 年'),
    });
    for (const [code, sheet] of provinces) {
      const paths = unconfirmedItems(sheet).map(({ path }) => path);
      for (const end of ['merged', 'rejected', 'withdrawn']) expect(paths, code).toContain(`retention.${end}Years`);
    }
  });

  test('什么环节、从谁退出，没有见到全国统一的规定，是暂定；每一种退出都要有人批准', () => {
    for (const [code, { courses }] of provinces) {
      for (const reason of leavingReasonCodes) expect(courses.exit[reason].value, code).toContain('approval');
    }
  });

  test('演示的一份不等任何人证实', () => {
    expect(unconfirmedItems(demonstration)).toEqual([]);
  });
});

describe('阶段', () => {
  const withTest = (change: object) =>
    checkSheet({ ...yunnan, stages: { ...yunnan.stages, test: { ...yunnan.stages.test, ...change } } }, today);

  test('两个阶段同一个地址，链接就会打开另一个阶段，所以不收', () => {
    const faults = withTest({ web: { ...yunnan.stages.test.web, publicBaseUrl: yunnan.web.publicBaseUrl } });
    expect(faults).toEqual([`stages.test.web.publicBaseUrl：与正式的相同：${yunnan.web.publicBaseUrl.value}。`]);
  });

  test('两个阶段同一个签发者和受众，令牌就会通用，所以不收', () => {
    expect(withTest({ signIn: yunnan.stages.pilot.signIn })).toEqual([
      'stages.test.signIn：签发者和应用名都与试点的相同，一处登录就进得了另一处。',
    ]);
    expect(withTest({ signIn: { ...yunnan.signIn, audience: unconfirmed('other', '试') } })).toEqual([]);
  });

  test('阶段的地址与正式的一样检查', () => {
    const faults = withTest({ alarmEmail: unconfirmed('nobody', '试') });
    expect(faults).toEqual(['stages.test.alarmEmail：不是邮箱地址：nobody。']);
  });
});

describe('表单', () => {
  test('每一项都有运维看得懂的名称', () => {
    for (const { path } of itemsOf(yunnan)) expect(titleOf(path), path).not.toBe(path);
  });

  test('列出一项，写在哪里、为什么是暂定', () => {
    const sheet = provinceForm('430000', '湖南省', { retention: { leftYears: unconfirmed(30, '只听说过') } });
    expect(unconfirmedItems(sheet)).toContainEqual({ path: 'retention.leftYears', value: 30, why: '只听说过' });
    expect(unconfirmedItems(yunnan)).toContainEqual({
      path: 'standards[0].from',
      value: '2016-06-06',
      why: expect.stringContaining('施行日未见'),
    });
  });

  test('函数里运行的只有值，没有出处', () => {
    const profile = toProfile(yunnan);
    expect(profile.notice).toEqual({
      workingDays: 5,
      scope: '用人单位和所在社区（街道）张贴',
      officeName: '云南省总工会困难职工帮扶中心',
      officePhone: '0871-00000000',
    });
    expect(profile.standards[0]).toMatchObject({ version: '第一代-3', from: '2016-06-06', to: null });
    expect(profile.subsistenceLines.find(({ division }) => division === '532901')?.fen).toBe(65_000);
    expect(profiles['530000']).toEqual(profile);
  });

  test('一组里只写一项的省，其余照取默认', () => {
    const sheet = provinceForm('430000', '湖南省', { notice: { workingDays: confirmed(7, '某文') } });
    expect(sheet.notice.workingDays.value).toBe(7);
    expect(sheet.notice.officeName.value).toBe('湖南省总工会困难职工帮扶中心');
  });
});

describe('检查', () => {
  test.each<[string, Partial<ProvinceSheet>]>([
    ['coverage[1]', { coverage: unconfirmed(['530102', '5307'], '样本') }],
    ['coverage[0]', { coverage: unconfirmed(['3702'], '样本') }],
    ['subsistenceLines', { subsistenceLines: unconfirmed('539999.csv', '样本') }],
    ['tiers', { tiers: confirmed([], '某文') }],
    ['standards[0].tier', { tiers: confirmed(['provincial'], '某文') }],
    ['tiers[1]', { tiers: confirmed(['national', 'national'], '某文') }],
    ['notice.scope', { notice: { ...yunnan.notice, scope: confirmed(' ', '某文') } }],
    ['region', { region: confirmed('cn-north-1', ' ') }],
    ['retention.leftYears', { retention: { ...yunnan.retention, leftYears: unconfirmed(10, '') } }],
  ])('a wrong %s is refused by its name', (name, change) => {
    const faults = checkSheet({ ...yunnan, ...change }, today);
    expect(faults.length).toBeGreaterThan(0);
    expect(new Set(faults.map((fault) => fault.slice(0, fault.indexOf('：'))))).toEqual(new Set([name]));
  });

  test('受理的县区没有低保标准的，说出是哪个文件缺它', () => {
    // Of 丽江市's five counties none is in the sample.
    const faults = checkSheet({ ...yunnan, coverage: unconfirmed(['530702'], '样本') }, today);
    expect(faults).toEqual(['coverage[0]：受理 530702 古城区，但它在 2026-09-07 没有低保标准（lines/530000.csv）。']);
  });

  test('受理范围之外的县区，表里有低保标准也不受理；市、省的代码包括以下各县', () => {
    const divisionsWith = (...coverage: string[]) =>
      toProfile({ ...yunnan, coverage: unconfirmed(coverage, '样本') }).subsistenceLines.map(
        ({ division }) => division,
      );
    expect(divisionsWith('530102')).toEqual(['530102']);
    expect(divisionsWith('5304', '532901')).toEqual(['530402', '532901']);
    expect(divisionsWith('53')).toHaveLength(7);
    expect(divisionsWith()).toEqual([]);
  });

  test('受理范围之外的县区，提交时答复没有它的低保标准', () => {
    const profile = toProfile({ ...yunnan, coverage: unconfirmed(['530102'], '样本') });
    expect(basisOn(profile, '530102', today).line.fen).toBe(70_000);
    expect(() => basisOn(profile, '530103', today)).toThrow('行政区划 530103，2026-09-07：没有适用的低保标准');
  });

  test('还没施行的低保标准等于没有', () => {
    const before = checkSheet(yunnan, '2024-12-31');
    expect(before.filter((fault) => fault.startsWith('coverage'))).toHaveLength(7);
  });
});
