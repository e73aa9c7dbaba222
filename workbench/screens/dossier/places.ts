import type { DossierAction } from '../../../shared/contract/dossier-actions.ts';
import { linkTo, paths } from '../../paths.ts';

/** The parts of a household's page, by their names. */
export const tabNames = [
  '认定',
  '档案表',
  '附件',
  '同意',
  '查重',
  '调查',
  '公示和异议',
  '审批',
  '帮扶计划',
  '帮扶台账',
  '走访',
  '打印',
  '录入',
  '阅看记录',
  '日志',
] as const;
export type TabName = (typeof tabNames)[number];

/** What is done in one of the parts, where it stands; and what is filled in on the screen of the form. */
const inTabs = {
  requestUpload: '附件',
  recordSurvey: '调查',
  triageObjections: '公示和异议',
  resolveObjection: '公示和异议',
  recordEntered: '录入',
} as const satisfies Partial<Record<DossierAction, TabName>>;
/** What is only looked at, for whoever is sent to see it. */
const lookedAt: Readonly<Record<string, TabName>> = { journal: '日志', readings: '阅看记录' };
const onForm = ['saveForm', 'submit'] as const;

export type Elsewhere = keyof typeof inTabs | (typeof onForm)[number];

const isOnForm = (action: string): boolean => (onForm as readonly string[]).includes(action);

/** The part in which something is done; undefined where it has a form of its own. */
export const tabOf = (action: string): TabName | undefined =>
  Object.hasOwn(inTabs, action) ? inTabs[action as keyof typeof inTabs] : lookedAt[action];

/** Where one goes to do it. */
export const placeOf = (id: string, action: string): string =>
  linkTo(isOnForm(action) ? paths.form(id) : paths.deed(id, action));

export const isElsewhere = (action: string): action is Elsewhere => isOnForm(action) || tabOf(action) !== undefined;
