import * as z from 'zod/mini';
import { putsOnFile } from '../matters/course.ts';
import { leavingReasonCodes } from '../matters/standing.ts';
import { Sealed } from '../sealing/sealed.ts';
import { Basis } from '../standards/basis.ts';
import { tiers } from '../standards/tiers.ts';
import { decided, deed, within } from './deed.ts';
import { FoundDuplicate } from './duplicate-deeds.ts';
import { withFound } from './duplicate-state.ts';
import { proposes } from './proposed.ts';
import { occasionOf } from './settled.ts';
import type { DossierState } from './state.ts';

/** 按本省标准认定 */
export const assess = deed('assess', {
  title: '按标准认定',
  says: {
    /** 哪一次认定：哪一件事项、第几趟。同一次只记一回 */
    occasion: z.string(),
    form: z.int().check(z.minimum(1)),
    outcome: z.enum(['eligible', 'ineligible', 'excluded']),
    category: z.nullable(z.string()),
    /** 档案级别 */
    tier: z.nullable(z.enum(tiers)),
    /** 完整的认定结果和逐条说明，十年后仍能解释；说得出谁患病、花了多少，故为密文 */
    record: Sealed,
    /** 复核时用的标准和低保标准；建档用提交时定下的 */
    basis: z.optional(Basis),
    /** 复核、变更时不再符合的，为什么 */
    reason: z.nullable(z.enum(leavingReasonCodes)),
    /** 登记时再查一次，查到的只告诉裁定的人：与认定记成一条，别人从版本上也看不出。与已记的一样就不写 */
    withheld: z.optional(z.array(FoundDuplicate)),
    /** 复核命中排除情形，而人可以豁免：豁免了就仍符合。退回报告的人，由审核人裁定 */
    exemptible: z.optional(z.literal(true)),
    /** 建档差一点没有符合：低保标准高出本省写的百分数就符合，可以列入边缘名单 */
    nearly: z.optional(z.literal(true)),
    /** 为此把低保标准提高百分之几问过：本省的百分数日后会改，再算一遍用的是当时的 */
    marginPercent: z.optional(z.int().check(z.minimum(1))),
  },
  place: { stages: ['assessment'] },
  refuse: ({ matter }, { occasion, form, basis, outcome, exemptible, nearly, marginPercent }) => {
    if (occasion !== occasionOf(matter)) return '不是这一趟的认定';
    if (form !== matter.form) return '认定的不是这件事项的档案表';
    if (exemptible && (matter.kind !== 'reverification' || outcome !== 'excluded'))
      return '只有复核命中排除情形的，退回等待豁免';
    if (marginPercent && (matter.kind !== 'registration' || outcome !== 'ineligible'))
      return '只有建档没有符合的，才说得上差一点';
    if (nearly && !marginPercent) return '没有写明低保标准高出百分之几就符合';
    if (proposes(matter)) return basis ? '提交了档案表的，按提交时定下的标准认定' : undefined;
    return basis ? undefined : '没有写明按哪一天的标准认定';
  },
  evolve: (state, { type: _, withheld, record: __, basis, exemptible, marginPercent: ___, ...found }) => {
    const assessment = { ...found, version: state.version };
    const returns = isSentBack(state, { outcome: found.outcome, exemptible });
    return {
      ...within(state, {
        assessment,
        ...(basis ? { basis } : {}),
        ...(returns ? { stage: 'form' as const, returned: { from: 'assessment' as const, paperOnly: false } } : {}),
      }),
      ...(withheld ? { duplicates: withFound(state, withheld) } : {}),
    };
  },
});

export const decideAssessment = (state: DossierState, says: Omit<z.infer<typeof assess.schema>, 'type' | 'occasion'>) =>
  decided(state, assess, { ...says, occasion: occasionOf(state.matter) });

/**
 * Whether what the standards say sends the form back to whoever filled it in. Only an eligible household is registered;
 * one on file that no longer is stays until a person has decided. Whoever is struck all at once is helped for a time,
 * whatever the standards say of the household's means.
 */
export function isSentBack(
  { matter }: Pick<DossierState, 'matter'>,
  { outcome, exemptible }: { outcome: 'eligible' | 'ineligible' | 'excluded'; exemptible?: true | undefined },
): boolean {
  return putsOnFile(matter) ? outcome !== 'eligible' : exemptible === true;
}

/** 排除情形的豁免裁定 */
export const exempt = deed('exempt', {
  title: '豁免排除情形',
  says: {
    exclusion: z.string(),
    /** 理由，和所裁定的情形：情形变了就不再算数 */
    ruling: Sealed,
    /** 举证：附件的标识 */
    evidence: z.array(z.string()).check(z.minLength(1)),
  },
  place: { kinds: ['registration', 'conversion', 'reverification'], stages: ['form', 'survey'] },
  refuse: (state) => (state.matter.assessment === null ? '还没有认定过，没有可以豁免的' : undefined),
  evolve: (state, { exclusion, ruling, evidence }, { actor }) => ({
    exemptions: [
      ...state.exemptions.filter((each) => each.exclusion !== exclusion),
      { exclusion, version: state.version, by: actor.id, ruling, evidence },
    ],
  }),
});

export const decideExemption = (state: DossierState, says: { exclusion: string; ruling: Sealed; evidence: string[] }) =>
  decided(state, exempt, says);
