import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fenFromYuan } from '../../shared/money/fen.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import type { Assessment } from '../../shared/standards/assess.ts';
import { compileStandard } from '../../shared/standards/compile.ts';
import { standardsFor, subsistenceLineFor } from '../../shared/standards/in-force.ts';
import { assessTiers, decisive } from '../../shared/standards/tiered.ts';
import { sheet as shandongForm } from './370000.ts';
import { sheet as yunnanForm } from './530000.ts';
import { toProfile } from './sheet.ts';
import { household } from './standards/households.fixture.ts';

const shandong = toProfile(shandongForm);
const yunnan = toProfile(yunnanForm);

/** What matters of a paper sheet in samples/forms.json; amounts in yuan. */
interface PaperForm {
  姓名: string;
  健康状况: string;
  家庭年度总收入: number;
  家庭人口: number;
  户口所在行政区划: string;
  家庭主要成员: { 健康状况: string; 身份?: string }[];
  主要致困原因: string;
  次要致困原因: string[];
  '刚性支出(年)': Partial<Record<'医疗' | '教育' | '意外', number>>;
  财产: { 住宅套数?: number; 机动车?: number };
  职工类型: string;
  工会会员: string;
  务工地行政区划?: string;
  劳动合同年限?: number;
}

const forms: PaperForm[] = JSON.parse(readFileSync(new URL('../../samples/forms.json', import.meta.url), 'utf8'));

function assessPaper(name: string, profile: ProvinceProfile, exempted: string[] = []): Assessment {
  const sheet = forms.find((candidate) => candidate.姓名 === name);
  if (sheet === undefined) throw new Error(`no sample of ${name}`);
  const people = [sheet, ...sheet.家庭主要成员];
  const migrantWorker = sheet.职工类型 === '困难农民工';
  const input = household({
    annualHouseholdIncome: fenFromYuan(sheet.家庭年度总收入),
    householdSize: sheet.家庭人口,
    rigidMedical: fenFromYuan(sheet['刚性支出(年)'].医疗 ?? 0),
    rigidEducation: fenFromYuan(sheet['刚性支出(年)'].教育 ?? 0),
    rigidAccident: fenFromYuan(sheet['刚性支出(年)'].意外 ?? 0),
    homes: sheet.财产.住宅套数 ?? 0,
    vehicles: sheet.财产.机动车 ?? 0,
    unionMember: sheet.工会会员 === '是',
    contractYears: sheet.劳动合同年限 ?? 0,
    migrantWorker,
    primaryCause: sheet.主要致困原因,
    secondaryCauses: sheet.次要致困原因,
    anyDisabled: people.some(({ 健康状况 }) => 健康状况 === '残疾'),
    anySeriousIllness: people.some(({ 健康状况 }) => !['良好', '一般疾病', '残疾'].includes(健康状况)),
    anyStudent: sheet.家庭主要成员.some(({ 身份 = '' }) => /大学|高中|初中|小学/.test(身份)),
    division: (migrantWorker ? sheet.务工地行政区划 : undefined) ?? sheet.户口所在行政区划,
  });
  const standards = standardsFor(profile.standards, input.division, '2026-11-23').map(compileStandard);
  const line = subsistenceLineFor(profile.subsistenceLines, input.division, '2026-11-23');
  return decisive(assessTiers(standards, input, line, exempted));
}

describe('样本档案表在本省标准下的结论', () => {
  test.each([
    ['李秀英', '低保户', 48_333],
    ['张丽华', '低保边缘户', 86_666],
    ['杨凤仙', '意外致困户', 162_500],
    ['阿卜杜拉·买买提江', '低保户', 52_500],
    ['龚䶮', '低保边缘户', 98_000],
    ['马小龙', '低保户', 56_666],
    ['周志明', '低保边缘户', 90_000],
  ])('云南 %s：%s', (name, category, perCapita) => {
    const verdict = assessPaper(name, yunnan);
    expect(verdict).toMatchObject({ outcome: 'eligible', category, perCapita: { fen: perCapita } });
  });

  test('山东 刘振东：深度困难职工，适用市北区低保标准', () => {
    expect(assessPaper('刘振东', shandong)).toMatchObject({
      outcome: 'eligible',
      category: '深度困难职工',
      line: { division: '370203', fen: 100_000 },
    });
  });

  test('农民工按务工地的低保标准，不按户口所在地', () => {
    expect(assessPaper('阿卜杜拉·买买提江', yunnan).line.division).toBe('530112');
  });

  test('郑国平有两套住宅：裁定豁免之前不予建档，豁免之后为低保户', () => {
    const verdict = assessPaper('郑国平', yunnan);
    expect(verdict.outcome).toBe('excluded');
    expect(verdict.exclusions).toEqual([{ id: 'second-home', title: '家庭拥有 2 套（含）以上住宅', exempted: false }]);
    expect(assessPaper('郑国平', yunnan, ['second-home'])).toMatchObject({ outcome: 'eligible', category: '低保户' });
  });

  test('钱文斌收入高于 3 倍低保线：不符合', () => {
    expect(assessPaper('钱文斌', yunnan)).toMatchObject({ outcome: 'ineligible', category: null });
  });
});
