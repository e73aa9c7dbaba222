import type { LeavingReason } from './standing.ts';

/** 事项: what has to be decided about a household. A dossier has at most one open. */
export const matterKinds = ['registration', 'temporary', 'conversion', 'amendment', 'reverification', 'exit'] as const;
export type MatterKind = (typeof matterKinds)[number];

/** 申请: matters of a household that is not on file yet; whoever refuses one ends the dossier. */
export const applications = ['registration', 'temporary'] as const satisfies readonly MatterKind[];
export type ApplicationKind = (typeof applications)[number];

export const isApplication = ({ kind }: { kind: MatterKind }): boolean =>
  (applications as readonly MatterKind[]).includes(kind);

/** Matters that are judged as a household that wants to come on file is, with a whole form of its own. */
export const putsOnFile = ({ kind }: { kind: MatterKind }): boolean => kind === 'registration' || kind === 'conversion';

export const matterTitles: Record<MatterKind, string> = {
  registration: '建档',
  temporary: '临时救助',
  conversion: '临时档案转正',
  amendment: '变更',
  reverification: '年度复核',
  exit: '退出',
};

/**
 * 环节, in the order in which a matter goes through those that its kind takes. `form` 填表（复核时为报告有没有变化，有变化的填一份变了的，退出时为提出退出）;
 * `deliberation` 评议; `checking` 核对家庭经济状况; `notice` 公示, until no objection is open; `conclusion` 办结 is every matter's last.
 */
export const stages = [
  'form',
  'assessment',
  'survey',
  'deliberation',
  'checking',
  'notice',
  'approval',
  'conclusion',
] as const;
export type Stage = (typeof stages)[number];

/** The stages that one matter goes through, as its opening fixed them. */
export type Course = readonly Stage[];

/** What a province's matters go through between the form and the conclusion, for each kind, and each reason of leaving. */
export interface Courses {
  /** 转正 goes the same way. */
  registration: Course;
  amendment: Course;
  /** Reported as unchanged. */
  reverification: Course;
  /** A reverification that was reported with a changed form. */
  changedReview: Course;
  exit: Readonly<Record<LeavingReason, Course>>;
}

/** The stage after one, in a matter that goes through these. */
export function stageAfter(course: Course, stage: Stage): Stage {
  return stages.slice(stages.indexOf(stage) + 1).find((later) => course.includes(later)) ?? 'conclusion';
}

/** The whole of a course: every matter begins with its form, and is concluded. */
export function wholeCourse(between: Course): Stage[] {
  return stages.filter((stage) => stage === 'form' || stage === 'conclusion' || between.includes(stage));
}
