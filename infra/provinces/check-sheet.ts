import { countiesOf } from '../../shared/divisions/divisions.ts';
import { stages, stageTitles } from '../../shared/province/stage.ts';
import { isInForce } from '../../shared/standards/in-force.ts';
import { tiers } from '../../shared/standards/tiers.ts';
import { checkAddresses, checkProfile } from './check.ts';
import { complain } from './complain.ts';
import { itemsOf, linesOf, type ProvinceSheet, sheetAt, toProfile } from './sheet.ts';

/**
 * All faults of a province's sheet, in Chinese, each beginning with the entry that is wrong, or with the row of its
 * subsistence lines; none when it may be deployed.
 *
 * @param today ISO date of the deployment
 */
export function checkSheet(sheet: ProvinceSheet, today: string): string[] {
  const { lines, faults } = linesOf(sheet);
  const profile = toProfile(sheet);
  return [
    ...faults.map(
      ({ row, message }) => `subsistenceLines：lines/${sheet.subsistenceLines.value} 第 ${row} 行：${message}。`,
    ),
    ...checkProfile(profile, today),
    // A row that could not be read would be reported a second time as a county without a line.
    ...(faults.length === 0 ? checkCoverage(sheet, lines, today) : []),
    ...checkReasons(sheet),
    ...checkOwn(sheet),
    ...checkStages(sheet),
  ];
}

/** Every county where dossiers are taken in must have a line today: without one its households cannot be assessed. */
function checkCoverage(sheet: ProvinceSheet, lines: ReturnType<typeof linesOf>['lines'], today: string): string[] {
  const counties = countiesOf(sheet.code.value).flatMap(({ divisions }) => divisions);
  return sheet.coverage.value.flatMap((prefix, index) => {
    const covered = counties.filter(({ code }) => code.startsWith(prefix));
    if (covered.length === 0) return complain(true, `coverage[${index}]`, `本省没有以此开头的县级行政区划：${prefix}`);
    return covered.flatMap(({ code, name }) =>
      complain(
        !lines.some((line) => line.division === code && isInForce(line, today)),
        `coverage[${index}]`,
        `受理 ${code} ${name}，但它在 ${today} 没有低保标准（lines/${sheet.subsistenceLines.value ?? `${sheet.code.value}.csv`}）`,
      ),
    );
  });
}

function checkReasons(sheet: ProvinceSheet): string[] {
  return itemsOf(sheet).flatMap(({ path, item }) =>
    'source' in item
      ? complain(item.source.trim() === '', path, '写明已证实，却没有依据')
      : complain(item.why.trim() === '', path, '写明未证实，却没有说缺什么'),
  );
}

function checkOwn({ notice, standards, tiers: used }: ProvinceSheet): string[] {
  return [
    ...complain(notice.scope.value.trim() === '', 'notice.scope', '不能为空'),
    ...complain(used.value.length === 0, 'tiers', '至少须有一级'),
    ...standards.flatMap(({ tier }, index) =>
      complain(
        used.value.length > 0 && !used.value.includes(tier.value),
        `standards[${index}].tier`,
        `不在档案分级（tiers）之列：${tier.value}`,
      ),
    ),
    ...used.value.flatMap((tier, index) =>
      complain(
        !tiers.includes(tier) || used.value.indexOf(tier) !== index,
        `tiers[${index}]`,
        `没有这一级，或写了两次：${tier}，只能是 ${tiers.join('、')}`,
      ),
    ),
  ];
}

/** A link of one stage must not open another, nor a token of one be good at another. */
function checkStages(sheet: ProvinceSheet): string[] {
  return stages.flatMap((stage) => {
    if (stage === 'production') return [];
    const { signIn, web } = sheetAt(sheet, stage);
    const others = stages.slice(stages.indexOf(stage) + 1);
    const own = `stages.${stage}`;
    return [
      ...checkAddresses(toProfile(sheet, stage)).map((fault) => `${own}.${fault}`),
      ...others.flatMap((other) => {
        const { signIn: theirSignIn, web: theirWeb } = sheetAt(sheet, other);
        const sameToken =
          signIn.issuer.value === theirSignIn.issuer.value && signIn.audience.value === theirSignIn.audience.value;
        return [
          ...complain(
            web.publicBaseUrl.value === theirWeb.publicBaseUrl.value,
            `${own}.web.publicBaseUrl`,
            `与${stageTitles[other]}的相同：${web.publicBaseUrl.value}`,
          ),
          ...complain(
            sameToken,
            `${own}.signIn`,
            `签发者和应用名都与${stageTitles[other]}的相同，一处登录就进得了另一处`,
          ),
        ];
      }),
    ];
  });
}
