import { administration, many, ofOneBatch, unlisted } from './administration.tsx';
import { whenOpened } from './parts/opened.tsx';
import { paths } from './route.ts';
import type { Listed, OfOne, Screen } from './screen.ts';

// Each is loaded when it is first opened: whoever comes for today's tasks does not wait for a form.
const Tasks = whenOpened(async () => (await import('./screens/tasks.tsx')).TasksScreen);
const Dossiers = whenOpened(async () => (await import('./screens/dossiers.tsx')).DossiersScreen);
const NewDossier = whenOpened(async () => (await import('./screens/form/new-dossier.tsx')).NewDossierScreen);
const Form = whenOpened(async () => (await import('./screens/form.tsx')).FormScreen);
const Dossier = whenOpened(async () => (await import('./screens/dossier.tsx')).DossierScreen);
const Mobile = whenOpened(async () => (await import('./screens/mobile/mobile.tsx')).MobileScreen);

const Approvals = whenOpened(async () => (await import('./screens/approvals.tsx')).ApprovalsScreen);
const Applications = whenOpened(
  async () => (await import('./screens/applications/applications.tsx')).ApplicationsScreen,
);
const Application = whenOpened(async () => (await import('./screens/applications/application.tsx')).ApplicationScreen);
const Printing = whenOpened(async () => (await import('./screens/printing.tsx')).PrintingScreen);

/** Those of the menu, in its order. */
export const screens: readonly Listed[] = [
  { path: paths.tasks, title: '今日待办', needs: 'listTasks', or: 'listDuties', show: () => <Tasks /> },
  { path: paths.dossiers, title: '档案列表', needs: 'list', show: () => <Dossiers /> },
  { path: paths.approvals, title: '审批台', needs: 'decideApproval', show: () => <Approvals /> },
  { path: paths.printing, title: '打印队列', group: '成批办理', needs: 'print', show: () => <Printing /> },
  { path: paths.newDossier, title: '新建', needs: 'createDraft', show: () => <NewDossier /> },
  { path: paths.applications, title: '申请', needs: 'readApplications', show: () => <Applications /> },
  ...many,
  ...administration,
  { path: paths.mobile, title: '手机登录', needs: 'recordSurvey', show: () => <Mobile /> },
];

/** Those of one thing, told by its number. */
const ofOne: readonly OfOne[] = [
  [
    /^\/approvals\/([0-9a-z]{26})$/,
    (id) => ({ title: '审批台', needs: 'decideApproval', show: () => <Approvals id={id} /> }),
  ],
  [
    /^\/dossiers\/([0-9a-z]{26})(?:\/do\/([A-Za-z]+))?$/,
    // Whoever resumes a dossier that stands still may not read it.
    (id, deed) => ({
      title: '一户一档',
      needs: 'read',
      or: 'resume',
      show: () => <Dossier key={id} id={id} deed={deed} />,
    }),
  ],
  [
    /^\/dossiers\/([0-9a-z]{26})\/form$/,
    (id) => ({ title: '填表', needs: 'saveForm', show: () => <Form key={id} id={id} /> }),
  ],
  [
    /^\/applications\/([0-9a-z]{26})$/,
    (id) => ({ title: '一件申请', needs: 'readApplications', show: () => <Application key={id} id={id} /> }),
  ],
  ...ofOneBatch,
];

/** The screen at an address behind the #; `undefined` where there is none. */
export function screenAt(path: string): Screen | undefined {
  const listed = screens.find((each) => each.path === path) ?? unlisted[path];
  if (listed) return listed;
  for (const [pattern, screen] of ofOne) {
    const [, id, more] = pattern.exec(path) ?? [];
    if (id !== undefined) return screen(id, more);
  }
  return undefined;
}
