import { lazy, type ReactNode } from 'react';
import type { Ability } from '../shared/access/may.ts';
import { paths } from './route.ts';

interface Screen {
  title: string;
  /** What one must be able to do for the screen to be of any use. */
  needs: Ability;
  show(): ReactNode;
}

/** Where in the menu a screen stands, if not by itself: one opens the group and chooses. */
export const groups = ['成批办理', '管理'] as const;
type Group = (typeof groups)[number];

// Each is loaded when it is first opened: whoever comes for today's tasks does not wait for a form.
const Tasks = lazy(async () => ({ default: (await import('./screens/tasks.tsx')).TasksScreen }));
const Dossiers = lazy(async () => ({ default: (await import('./screens/dossiers.tsx')).DossiersScreen }));
const NewDossier = lazy(async () => ({ default: (await import('./screens/form/new-dossier.tsx')).NewDossierScreen }));
const Form = lazy(async () => ({ default: (await import('./screens/form.tsx')).FormScreen }));
const Dossier = lazy(async () => ({ default: (await import('./screens/dossier.tsx')).DossierScreen }));
const People = lazy(async () => ({ default: (await import('./screens/people/people.tsx')).PeopleScreen }));
const Batches = lazy(async () => ({ default: (await import('./screens/batches/batches.tsx')).BatchesScreen }));
const Batch = lazy(async () => ({ default: (await import('./screens/batches/batch.tsx')).BatchScreen }));
const Checks = lazy(async () => ({ default: (await import('./screens/checks/checks.tsx')).ChecksScreen }));
const Check = lazy(async () => ({ default: (await import('./screens/checks/check.tsx')).CheckScreen }));
const Approvers = lazy(async () => ({ default: (await import('./screens/approvers/approvers.tsx')).ApproversScreen }));
const Mobile = lazy(async () => ({ default: (await import('./screens/mobile/mobile.tsx')).MobileScreen }));

/** Those of the menu, in its order. */
export const screens: readonly (Screen & { path: string; group?: Group })[] = [
  { path: paths.tasks, title: '今日待办', needs: 'listTasks', show: () => <Tasks /> },
  { path: paths.dossiers, title: '档案列表', needs: 'list', show: () => <Dossiers /> },
  { path: paths.newDossier, title: '新建', needs: 'createDraft', show: () => <NewDossier /> },
  { path: paths.batches, title: '资金发放', group: '成批办理', needs: 'readBatches', show: () => <Batches /> },
  { path: paths.checks, title: '核对', group: '成批办理', needs: 'readChecks', show: () => <Checks /> },
  { path: paths.people, title: '人员与单位', group: '管理', needs: 'readPeople', show: () => <People /> },
  { path: paths.approvers, title: '审批人', group: '管理', needs: 'readPeople', show: () => <Approvers /> },
  { path: paths.mobile, title: '手机登录', needs: 'recordSurvey', show: () => <Mobile /> },
];

/** Those of one thing, told by its number. */
const ofOne: readonly (readonly [pattern: RegExp, screen: (id: string) => Screen])[] = [
  [
    /^\/dossiers\/([0-9a-z]{26})$/,
    (id) => ({ title: '一户一档', needs: 'read', show: () => <Dossier key={id} id={id} /> }),
  ],
  [
    /^\/dossiers\/([0-9a-z]{26})\/form$/,
    (id) => ({ title: '填表', needs: 'saveForm', show: () => <Form key={id} id={id} /> }),
  ],
  [
    /^\/batches\/([0-9a-z]{26})$/,
    (id) => ({ title: '一批资金发放', needs: 'readBatches', show: () => <Batch key={id} id={id} /> }),
  ],
  [
    /^\/checks\/([0-9a-z]{26})$/,
    (id) => ({ title: '一批核对', needs: 'readChecks', show: () => <Check key={id} id={id} /> }),
  ],
];

/** The screen at an address behind the #; `undefined` where there is none. */
export function screenAt(path: string): Screen | undefined {
  const listed = screens.find((each) => each.path === path);
  if (listed) return listed;
  for (const [pattern, screen] of ofOne) {
    const [, id] = pattern.exec(path) ?? [];
    if (id !== undefined) return screen(id);
  }
  return undefined;
}
