import { hardshipCause } from '../../shared/form/code-lists/causes.ts';
import type { Course } from '../../shared/matters/course.ts';
import { unionLevels } from '../../shared/organisation/union-level.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import type { ApprovalLevels } from '../../shared/province/temporary.ts';
import { tiers } from '../../shared/standards/tiers.ts';
import { complain, whole } from './complain.ts';

/** 北京, 天津, 上海, 重庆: their districts stand directly below the municipality, so there is no union between. */
export const municipalities = ['110000', '120000', '310000', '500000'];

/** A chain of approvals goes up, a union of each level once. */
export function checkLevels(name: string, levels: ApprovalLevels, code: string): string[] {
  const chain = levels.map(({ unionLevel }) => unionLevels.indexOf(unionLevel));
  return [
    ...complain(levels.length === 0, name, '至少须有一级审批'),
    ...levels.flatMap(({ unionLevel, workingDays }, index) => {
      const entry = `${name}[${index}]`;
      const position = chain[index] ?? -1;
      const previous = index === 0 ? -1 : (chain[index - 1] ?? -1);
      return [
        ...complain(
          position === -1,
          `${entry}.unionLevel`,
          `没有这一级工会：${unionLevel}，只能是 ${unionLevels.join('、')}`,
        ),
        ...complain(
          unionLevel === 'municipal' && municipalities.includes(code),
          `${entry}.unionLevel`,
          '直辖市没有市级工会这一级，无人可以审批',
        ),
        ...complain(position !== -1 && position <= previous, `${entry}.unionLevel`, '审批须由下级到上级，每级一次'),
        ...whole(`${entry}.workingDays`, workingDays, 1, 60),
      ];
    }),
  ];
}

/** What a course must have, and may have besides. */
export function courseFaults(entry: string, course: Course, required: Course, possible: Course): string[] {
  const known = [...required, ...possible];
  return [
    ...required
      .filter((stage) => !course.includes(stage))
      .flatMap((stage) => complain(true, entry, `不能少了这一环节：${stage}`)),
    ...course
      .filter((stage) => !known.includes(stage))
      .flatMap((stage) => complain(true, entry, `不能有这一环节：${stage}，只能是 ${known.join('、')}`)),
  ];
}

/** 临时救助: for a year at most, or else it would be a dossier that nobody ever looks at again. */
export function checkTemporary({ code, temporary }: ProvinceProfile): string[] {
  if (temporary === null) return [];
  const { again, causes, months, tier, course, levels } = temporary;
  const known = Object.values(hardshipCause.generations).map(({ values }) => values);
  return [
    ...complain(causes.length === 0, 'temporary.causes', '至少须有一种致困原因'),
    ...causes.flatMap((cause, index) =>
      complain(
        !known.every((values) => values.includes(cause)) || causes.indexOf(cause) !== index,
        `temporary.causes[${index}]`,
        `不是致困原因的选项，或写了两次：${cause}，只能是 ${known[0]?.join('、')}`,
      ),
    ),
    ...whole('temporary.months', months, 1, 12),
    ...whole('temporary.again.times', again.times, 1, 10),
    ...whole('temporary.again.months', again.months, 1, 120),
    ...complain(!tiers.includes(tier), 'temporary.tier', `没有这一级：${tier}，只能是 ${tiers.join('、')}`),
    // What the standards say is for the approver to read; help that comes at once does not hang on a wall first.
    ...courseFaults('temporary.course', course, ['assessment', 'survey', 'approval'], []),
    ...checkLevels('temporary.levels', levels, code),
  ];
}
