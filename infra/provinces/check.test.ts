import { describe, expect, test } from 'vitest';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { sheet as yunnan } from './530000.ts';
import { checkProfile } from './check.ts';
import { toProfile } from './sheet.ts';

const today = '2026-09-07';

/** 云南's profile with something wrong in it, and what the check says on a day. */
function faultsWith(change: (profile: ProvinceProfile) => void, on = today): string[] {
  const profile: ProvinceProfile = structuredClone(toProfile(yunnan));
  change(profile);
  return checkProfile(profile, on);
}

describe('标准', () => {
  test('同一天有两个标准施行的不收，不然不知道是哪一个作数', () => {
    const faults = faultsWith(({ standards }) => {
      standards.push({ ...at(standards, 0), version: '下一个', from: '2026-07-01' });
    });
    expect(faults).toEqual(['standards[1]：与 standards[0] 2026-07-01 起有效期重叠。']);
  });

  test('两个标准之间有几天没有标准的不收', () => {
    const faults = faultsWith(({ standards }) => {
      at(standards, 0).to = '2026-05-31';
      standards.push({ ...at(standards, 0), version: '下一个', from: '2026-07-01', to: null });
    });
    expect(faults).toEqual(['standards[1]：2026-06-01 至 2026-06-30 之间没有任何一条有效。']);
  });

  test('次日接上的标准可以，两个谁写在前都行', () => {
    const faults = faultsWith(({ standards }) => {
      const next = { ...at(standards, 0), version: '下一个', from: '2026-06-01' };
      at(standards, 0).to = '2026-05-31';
      standards.unshift(next);
    });
    expect(faults).toEqual([]);
  });

  test('编译不过的条文，说出是哪一条款', () => {
    const faults = faultsWith(({ standards }) => {
      at(at(standards, 0).clauses, 2).cel = 'annualIncome < householdLine';
    });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^standards\[0\]：.*条款 near-line-special：用了不认识的名称（annualIncome）。$/);
  });

  test('两个标准同一版号的不收：存下的认定只写版号', () => {
    const faults = faultsWith(({ standards }) => {
      at(standards, 0).to = '2026-05-31';
      standards.push({ ...at(standards, 0), from: '2026-06-01', to: null });
    });
    expect(faults[0]).toMatch(/^standards\[1\]\.version：/);
  });

  test('没有标准的、标准没有条款或依据的配置不收', () => {
    const none = faultsWith((profile) => {
      profile.standards = [];
    });
    expect(none[0]).toMatch(/^standards：/);
    const empty = faultsWith(({ standards }) => {
      at(standards, 0).clauses = [];
      at(standards, 0).source = ' ';
    });
    expect(empty.map(entry)).toEqual(['standards[0].clauses', 'standards[0].source']);
  });
});

describe('低保标准', () => {
  /** What is wrong with the only line of another province. */
  const lineFaults = (code: string, division: string) =>
    faultsWith((profile) => {
      Object.assign(profile, { code, subsistenceLines: [{ ...at(profile.subsistenceLines, 0), division }] });
      Object.assign(at(profile.standards, 0), { divisions: [code.slice(0, 2)] });
    });

  test('同一县区同一天两条低保标准的不收', () => {
    const faults = faultsWith(({ subsistenceLines: lines }) => {
      lines.push({ ...at(lines, 0), from: '2026-07-01', fen: 75_000 });
    });
    expect(faults).toEqual([
      'subsistenceLines[7]（530102）：与 subsistenceLines[0]（530102） 2026-07-01 起有效期重叠。',
    ]);
  });

  test('同一县区两条之间有几天没有低保标准的不收', () => {
    const faults = faultsWith(({ subsistenceLines: lines }) => {
      at(lines, 0).to = '2026-06-30';
      lines.push({ ...at(lines, 0), from: '2026-07-02', to: null });
    });
    expect(faults).toEqual(['subsistenceLines[7]（530102）：2026-07-01 至 2026-07-01 之间没有任何一条有效。']);
  });

  test.each([
    ['in yuan', 700],
    ['in thousandths', 7_000_000],
    ['with a fraction of a fen', 70_000.5],
  ])('金额 %s 不收', (_name, fen) => {
    const faults = faultsWith(({ subsistenceLines: lines }) => {
      at(lines, 1).fen = fen;
    });
    expect(faults.map(entry)).toEqual(['subsistenceLines[1]（530103）']);
  });

  test.each(['370203', '530100', '530000', '5301', '五华区'])('%s 不是云南的县区', (division) => {
    const faults = faultsWith(({ subsistenceLines: lines }) => {
      at(lines, 0).division = division;
    });
    expect(faults.map(entry)).toEqual([`subsistenceLines[0]（${division}）`]);
  });

  test.each([
    ['440000', '441900', '东莞市'],
    ['440000', '442000', '中山市'],
    ['460000', '460400', '儋州市'],
    ['620000', '620200', '嘉峪关市'],
  ])('%s：不设区县的市有自己的低保标准，%s %s', (code, division) => {
    expect(lineFaults(code, division)).toEqual([]);
  });

  test.each([
    ['440000', '441800', '清远市设有区县'],
    ['440000', '440100', '广州市设有区县'],
    ['370000', '370205', '四方区 2012 年撤销'],
    ['440000', '462000', '别的省'],
  ])('%s：%s 不能有低保标准，%s', (code, division) => {
    expect(lineFaults(code, division).map(entry)).toEqual([`subsistenceLines[0]（${division}）`]);
  });

  test.each([
    ['2026-02-30', null],
    ['2026-07-01', '2026-06-30'],
  ])('从 %s 到 %s 不成一段时间', (from, to) => {
    const faults = faultsWith(({ subsistenceLines: lines }) => void Object.assign(at(lines, 0), { from, to }));
    expect(faults.map(entry)).toEqual(['subsistenceLines[0]（530102）']);
  });
});

describe('分级分地的标准', () => {
  /** 云南's standard once more, for another area or tier. */
  const withOther = (changes: Partial<ProvinceProfile['standards'][number]>) =>
    faultsWith(({ standards }) => void standards.push({ ...at(standards, 0), version: '另一个', ...changes }));

  test('一个市、另一级，可以在同样的日子有自己的标准，与全省的并行', () => {
    expect(withOther({ divisions: ['5301'] })).toEqual([]);
    expect(withOther({ divisions: ['530102', '5303'] })).toEqual([]);
    expect(withOther({ tier: 'county' })).toEqual([]);
  });

  test('同一级、同一个市的两个，照样不能重叠', () => {
    const faults = faultsWith(({ standards }) => {
      standards.push({ ...at(standards, 0), version: '市一', divisions: ['5301'], to: '2026-12-31' });
      standards.push({ ...at(standards, 0), version: '市二', divisions: ['5303', '5301'], from: '2026-07-01' });
    });
    expect(faults).toEqual(['standards[2]：与 standards[1] 2026-07-01 起有效期重叠。']);
  });

  test.each([['370102'], ['3701'], ['5399'], ['539'], ['云南']])('%s 不是云南的区划', (division) => {
    expect(withOther({ divisions: ['5301', division] }).map(entry)).toEqual(['standards[1].divisions[1]']);
  });

  test('哪里也不管的标准不收，只有一个市有标准的省也不收', () => {
    expect(withOther({ divisions: [] }).map(entry)).toEqual(['standards[1].divisions']);
    const onlyCity = faultsWith(({ standards }) => void Object.assign(at(standards, 0), { divisions: ['5301'] }));
    expect(onlyCity).toEqual(['standards：没有一个全省的标准在 2026-09-07 施行。']);
  });
});

describe('程序和参数', () => {
  test('已经停止的、还没施行的标准，今天认定不了任何人', () => {
    const ended = faultsWith(({ standards }) => void Object.assign(at(standards, 0), { to: '2026-09-06' }));
    expect(ended).toEqual(['standards：没有一个全省的标准在 2026-09-07 施行。']);
    const lastDay = faultsWith(({ standards }) => void Object.assign(at(standards, 0), { to: '2026-09-07' }));
    expect(lastDay).toEqual([]);
  });

  test('哪天上班不归配置管：后来的年份可能已录入表里', () => {
    expect(faultsWith(() => {}, '2027-06-01')).toEqual([]);
  });

  test('必须有的材料，写了表上没有的一种或不认识的情形，说出有哪些可写', () => {
    const faults = faultsWith((profile) => {
      profile.papers = {
        required: [
          { kind: '诊断证明复印件', when: 'illness' },
          { kind: '诊断书', when: 'illness' },
          { kind: '户口本复印件', when: 'poor' as never },
          { kind: '诊断证明复印件', when: 'illness' },
          { kind: '诊断证明复印件', when: 'disability' },
        ],
      };
    });
    expect(faults).toEqual([
      expect.stringMatching(/^papers\.required\[1\]\.kind：不是附件类型的选项：诊断书，只能是 .*诊断证明复印件/),
      expect.stringMatching(/^papers\.required\[2\]\.when：没有这种情形：poor，只能是 always、aided、illness/),
      'papers.required[3]：写了两次：诊断证明复印件（illness）。',
    ]);
  });

  test('直辖市在区和市之间没有别的工会，那一级永远没有人审批', () => {
    const faults = faultsWith((profile) => {
      Object.assign(profile, { code: '310000', subsistenceLines: [], exemption: { unionLevel: 'municipal' } });
      Object.assign(at(profile.standards, 0), { divisions: ['31'] });
      profile.approval.levels.push({ unionLevel: 'municipal', workingDays: 5 });
    });
    expect(faults.map(entry)).toEqual(['approval.levels[1].unionLevel', 'exemption.unionLevel']);
  });

  test.each<[string, (profile: ProvinceProfile) => unknown]>([
    ['code', (p) => Object.assign(p, { code: '530100' })],
    ['region', (p) => Object.assign(p, { region: 'kunming' })],
    ['notice.workingDays', (p) => Object.assign(p.notice, { workingDays: 0 })],
    ['notice.officePhone', (p) => Object.assign(p.notice, { officePhone: '' })],
    ['approval.levels', (p) => Object.assign(p.approval, { levels: [] })],
    [
      'approval.levels[0].unionLevel',
      (p) => Object.assign(at(p.approval.levels, 0), { unionLevel: 'village' as 'county' }),
    ],
    ['approval.levels[1].unionLevel', (p) => p.approval.levels.push({ unionLevel: 'county', workingDays: 5 })],
    ['approval.levels[0].workingDays', (p) => Object.assign(at(p.approval.levels, 0), { workingDays: 1.5 })],
    ['exemption.unionLevel', (p) => Object.assign(p.exemption, { unionLevel: 'village' })],
    ['deadlines.planDays', (p) => Object.assign(p.deadlines, { planDays: -1 })],
    ['review.everyMonths', (p) => Object.assign(p.review, { everyMonths: 24 })],
    ['retention.leftYears', (p) => Object.assign(p.retention, { leftYears: 9 })],
    ['retention.mergedYears', (p) => Object.assign(p.retention, { mergedYears: 0 })],
    ['retention.rejectedYears', (p) => Object.assign(p.retention, { rejectedYears: 1.5 })],
    ['retention.withdrawnYears', (p) => Object.assign(p.retention, { withdrawnYears: 101 })],
    ['retention.abandonedYears', (p) => Object.assign(p.retention, { abandonedYears: 0 })],
    ['drafts.idleDays', (p) => Object.assign(p.drafts, { idleDays: 30 })],
    ['drafts.returnedDays', (p) => Object.assign(p.drafts, { returnedDays: 30 })],
    ['spotChecks.yearlyPercent', (p) => Object.assign(p.spotChecks, { yearlyPercent: 0 })],
    ['spotChecks.remedyDays', (p) => Object.assign(p.spotChecks, { remedyDays: 400 })],
    ['returns.form', (p) => Object.assign(p.returns, { form: { columns: [], sums: [], atMost: [['a', 'a']] } })],
    ['returns.yearEnds', (p) => Object.assign(p.returns, { yearEnds: '02-29' })],
    ['returns.asked', (p) => Object.assign(p.returns, { asked: ['week'] })],
    [
      'returns.dueDays.county',
      (p) => Object.assign(p.returns, { dueDays: { county: 0, municipal: 1, provincial: 2 } }),
    ],
    ['returns.dueDays', (p) => Object.assign(p.returns, { dueDays: { county: 9, municipal: 5, provincial: 9 } })],
    ['courses.registration', (p) => Object.assign(p.courses, { registration: ['assessment', 'survey', 'approval'] })],
    ['courses.amendment', (p) => Object.assign(p.courses, { amendment: ['assessment', 'notice'] })],
    ['courses.amendment', (p) => Object.assign(p.courses, { amendment: ['survey'] })],
    ['courses.reverification', (p) => Object.assign(p.courses, { reverification: ['assessment', 'notice'] })],
    ['temporary.causes', (p) => Object.assign(p.temporary ?? {}, { causes: [] })],
    ['temporary.causes[0]', (p) => Object.assign(p.temporary ?? {}, { causes: ['没有这一种'] })],
    ['temporary.causes[1]', (p) => Object.assign(p.temporary ?? {}, { causes: ['遭受自然灾害', '遭受自然灾害'] })],
    ['temporary.months', (p) => Object.assign(p.temporary ?? {}, { months: 13 })],
    ['temporary.tier', (p) => Object.assign(p.temporary ?? {}, { tier: 'village' })],
    ['temporary.course', (p) => Object.assign(p.temporary ?? {}, { course: ['assessment', 'survey'] })],
    [
      'temporary.course',
      (p) => Object.assign(p.temporary ?? {}, { course: ['assessment', 'survey', 'notice', 'approval'] }),
    ],
    ['temporary.levels', (p) => Object.assign(p.temporary ?? {}, { levels: [] })],
    ['margin.percent', (p) => Object.assign(p.margin ?? {}, { percent: 60 })],
    ['margin.disclosures', (p) => Object.assign(p.margin ?? {}, { disclosures: [] })],
    ['deadlines.expiryDays', (p) => Object.assign(p.deadlines, { expiryDays: 0 })],
    ['courses.exit.death', (p) => Object.assign(p.courses.exit, { death: [] })],
    ['courses.reverification', (p) => Object.assign(p.courses, { reverification: ['assessment', 'approval'] })],
    ['courses.exit.moved', (p) => Object.assign(p.courses.exit, { moved: ['assessment', 'approval'] })],
    ['courses.exit.death', (p) => Object.assign(p.courses.exit, { death: ['survey', 'approval'] })],
    ['courses.exit.death', (p) => Object.assign(p.courses.exit, { death: ['notice', 'approval'] })],
    ['liftedOut.months', (p) => Object.assign(p, { liftedOut: { by: 'incomes', months: 1, percentOfLine: 150 } })],
    [
      'liftedOut.percentOfLine',
      (p) => Object.assign(p, { liftedOut: { by: 'incomes', months: 6, percentOfLine: 1.5 } }),
    ],
    ['liftedOut.times', (p) => Object.assign(p, { liftedOut: { by: 'assessments', times: 1, monthsApart: 6 } })],
    ['liftedOut.monthsApart', (p) => Object.assign(p, { liftedOut: { by: 'assessments', times: 2, monthsApart: 0 } })],
    ['funds.central', (p) => Object.assign(p.funds, { central: [] })],
    ['funds.county[1]', (p) => Object.assign(p.funds, { county: ['county', 'county'] })],
    ['funds.union[0]', (p) => Object.assign(p.funds, { union: ['village'] })],
    ['mail.sender', (p) => Object.assign(p.mail, { sender: 'noreply' })],
    ['mail.messages', (p) => Object.assign(p.mail, { messages: 'sms' })],
    ['signIn.issuer', (p) => Object.assign(p.signIn, { issuer: 'http://id.example.cn' })],
    ['web.publicBaseUrl', (p) => Object.assign(p.web, { publicBaseUrl: 'https://jdlk.example.cn/' })],
    ['web.corsOrigins[0]', (p) => Object.assign(p.web, { corsOrigins: ['*'] })],
    ['web.corsOrigins[0]', (p) => Object.assign(p.web, { corsOrigins: ['https://work.example.cn/app'] })],
    ['waf.requestsPerFiveMinutes', (p) => Object.assign(p.waf, { requestsPerFiveMinutes: 0 })],
    ['waf.staffRequestsPerFiveMinutes', (p) => Object.assign(p.waf, { staffRequestsPerFiveMinutes: 0 })],
    ['throttling.burst', (p) => Object.assign(p.throttling, { burst: 0 })],
    ['throughput.readUnits', (p) => Object.assign(p.throughput, { readUnits: 11_999 })],
    ['throughput.writeUnits', (p) => Object.assign(p.throughput, { writeUnits: 3_999 })],
    ['concurrencyQuota', (p) => Object.assign(p, { concurrencyQuota: 249 })],
    ['logRetentionDays', (p) => Object.assign(p, { logRetentionDays: 100 })],
    ['alarmEmail', (p) => Object.assign(p, { alarmEmail: 'nobody' })],
  ])('a wrong %s is refused by its name', (name, change) => {
    expect(faultsWith((profile) => void change(profile)).map(entry)).toEqual([name]);
  });
});

function at<Item>(items: Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`no item ${index}`);
  return item;
}

function entry(fault: string): string {
  return fault.slice(0, fault.indexOf('：'));
}
