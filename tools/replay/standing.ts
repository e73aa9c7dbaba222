import { stageTitles } from '../../shared/contract/titles.ts';
import { titleOf } from '../../shared/dossier/actions.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { isOpen } from '../../shared/dossier/matter.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { statusOf, statusTitles } from '../../shared/dossier/status.ts';
import { matterTitles } from '../../shared/matters/course.ts';
import { unionNameByPlace } from '../../shared/organisation/union-name.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';

/** How a dossier stood once these entries were recorded, a line each; nothing of its people. */
export function standingInWords(state: DossierState, last: JournalEntry): string[] {
  const { orgPath, registration, inForce, matter, nextReviewOn, end } = state;
  const ended = end === null ? '' : `，${end.on} 起`;
  return [
    `日志到第 ${last.version} 条：${last.on} 记的“${titleOf(last.action.type)}”`,
    `状态：${statusTitles[statusOf(state)]}${ended}`,
    `所在工会：${orgPath}（${unionNameByPlace(orgPath)}）`,
    registration === null
      ? '还没有建档'
      : `职工编号 ${registration.dossierNumber}，${registration.registeredOn} 建档：${registration.category}，${tierTitles[registration.tier]}`,
    ...(nextReviewOn === null ? [] : [`下一次复核：${nextReviewOn}`]),
    inForce === null
      ? '没有据以在册的档案表'
      : `据以在册的：第 ${inForce.form} 份档案表，第 ${inForce.matter} 件事项办结的`,
    ...(isOpen(matter)
      ? [
          `正在办理：第 ${matter.matter} 件事项（${matterTitles[matter.kind]}），环节 ${stageTitles[matter.stage]}，第 ${matter.run} 趟，${matter.since} 起${matter.form === null ? '' : `；第 ${matter.form} 份档案表`}`,
        ]
      : [`没有正在办理的事项；最近办结的是第 ${matter.matter} 件（${matterTitles[matter.kind]}）`]),
    ...planInWords(state),
  ];
}

function planInWords({ planInForce, plan }: DossierState): string[] {
  const waits = plan !== null && plan.plan !== planInForce?.plan && plan.declined === null;
  return [
    ...(planInForce ? [`现行的帮扶计划：第 ${planInForce.plan} 版，完成时限 ${planInForce.dueMonth}`] : []),
    ...(waits ? [`第 ${plan.plan} 版帮扶计划，${plan.madeOn} 制定，还没有签字`] : []),
  ];
}
