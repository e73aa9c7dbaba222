import { mayNot, type User } from '../../shared/access/may.ts';
import { type Application, applicationStandings, isOpenApplication } from '../../shared/application/application.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { AnswerOf, Told } from '../../shared/contract/types.ts';
import { choiceName } from '../../shared/organisation/choices.ts';
import { contains } from '../../shared/organisation/org-path.ts';
import { maskIdNumber } from '../../shared/privacy/masks.ts';
import type { StoredApplication } from '../../shared/registry/applications.ts';
import { pageMark } from '../../shared/registry/page-mark.ts';
import type { App } from '../../shared/services/app.ts';
import { applications, dossierReader, names, unions } from '../../shared/services/services.ts';
import { situations } from '../../shared/standards/situations.ts';
import { papersOf } from './papers.ts';
import { isWhole } from './take-over.ts';

/** So many pages of the index are read for one answer. */
const MOST_READS = 10;

/** A page of a union's list, and of what is below it. */
export async function listOf(
  app: App,
  { org, list, after, today }: { org: string; list: 'open' | 'ended'; after: string | undefined; today: string },
): Promise<AnswerOf<'listApplications'>> {
  const found: Awaited<ReturnType<ReturnType<typeof applications>['page']>>['applications'] = [];
  let place = after;
  for (let reads = 0; reads < MOST_READS; reads++) {
    const limit = pageSizes.dossiers - found.length;
    const page = await applications(app).page(list, org, { limit, ...(place === undefined ? {} : { after: place }) });
    // A prefix is that of longer codes of units, too.
    found.push(...page.applications.filter(({ orgPath }) => contains(org, orgPath)));
    place = page.last;
    if (place === undefined || found.length >= pageSizes.dossiers) break;
  }
  const called = await unions(app).names(found.map(({ orgPath }) => orgPath));
  return {
    applications: found.map((each) => ({
      ...each,
      standingTitle: applicationStandings[each.standing],
      union: called.get(each.orgPath) as string,
      overdue: each.due !== null && each.due < today,
    })),
    cursor: place === undefined ? null : pageMark(place),
  };
}

/** As the staff reads it: ID numbers are seen whole once it is a dossier, with a reason. */
export async function readBy(
  app: App,
  user: User,
  { version, state, file }: StoredApplication,
  now: Date,
): Promise<Told<AnswerOf<'getApplication'>>> {
  const { id, standing, orgPath, submittedOn, due } = state;
  const { content, said, receipt, agreed, contact } = file;
  const { worker, members } = content;
  const shownWorker = worker && {
    ...worker,
    ...(worker.idNumber === undefined ? {} : { idNumber: maskIdNumber(worker.idNumber) }),
  };
  return {
    ...{ id, version, standing, orgPath, submittedOn, due, receipt },
    standingTitle: applicationStandings[standing],
    union: orgPath === null ? null : await unions(app).name(orgPath),
    content: {
      ...content,
      ...(shownWorker ? { worker: shownWorker } : {}),
      ...(members
        ? {
            members: members.map((member) =>
              member.idNumber === undefined ? member : { ...member, idNumber: maskIdNumber(member.idNumber) },
            ),
          }
        : {}),
    },
    divisionName: content.division === undefined ? null : choiceName(content.division),
    situationTitles: (content.situations ?? []).map((each) => situations[each]),
    papers: await papersOf(app, id, now),
    said: await Promise.all(
      said.map(async ({ kind, on, text, by, shownBy }) => ({
        ...{ kind, on, text },
        by: by === null ? null : await names(app).of(by),
        shownBy: shownBy === undefined ? null : await names(app).of(shownBy),
      })),
    ),
    agreed: agreed && { version: agreed.version, on: agreed.on },
    contact: contact?.by ?? 'presence',
    may: mayOf(user, state, await isHalfTaken(app, state)),
    dossier: standing === 'takenOver' ? id : null,
  };
}

/** Whether taking it over broke off: there is a draft, and what was filled in and sent has not all come into it. */
async function isHalfTaken(app: App, { id, standing }: Application): Promise<boolean> {
  const dossier = standing === 'takenOver' ? await dossierReader(app).find(id) : undefined;
  return dossier !== undefined && !isWhole(dossier);
}

function mayOf(user: User, state: Application, isHalf: boolean): AnswerOf<'getApplication'>['may'] {
  const orgPath = state.orgPath ?? user.orgPath;
  const handles = mayNot(user, 'handleApplication', { orgPath }) === undefined;
  const takes = mayNot(user, 'takeOverApplication', { orgPath }) === undefined;
  const isOpen = isOpenApplication(state);
  return [
    ...(handles && isOpen ? (['ask', 'forward', 'refuse'] as const) : []),
    ...(takes && (isOpen || isHalf) ? (['takeOver'] as const) : []),
    ...(handles ? (['show'] as const) : []),
  ];
}
