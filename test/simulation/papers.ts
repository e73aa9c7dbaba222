import type { JournalEntry } from '../../shared/dossier/journal.ts';
import type { RequiredPaper } from '../../shared/form/papers.ts';
import { secretsOf } from '../support/household.ts';
import { Chance } from './chance.ts';
import type { Checks } from './checks.ts';
import type { World } from './world.ts';

/** So many dossiers are opened for what is printed of them. */
const OPENED = 5;

/** What a province of this seed requires to be there when a household is handed in: mostly nothing. */
export function requiredIn(seed: number): { papers: { required: readonly RequiredPaper[] } } {
  if (!new Chance(seed, 'papers').happens(0.25)) return { papers: { required: [] } };
  const required: RequiredPaper[] = [
    { kind: '收入证明', when: 'always' },
    { kind: '诊断证明复印件', when: 'illness' },
    { kind: '灾害或事故证明', when: 'accident' },
  ];
  return { papers: { required } };
}

/** Which of them a household of somebody who is ill, or was struck, has to bring. */
export const neededBy = (world: World, struck: boolean): string[] =>
  world.ground.app.profile.papers.required
    .filter(({ when }) => when === 'always' || when === 'illness' || (when === 'accident' && struck))
    .map(({ kind }) => kind);

/** What was handed in has its papers; and what was printed of a household, and what it brought, is its own, and opens. */
export async function papersAgree(world: World, checks: Checks): Promise<void> {
  const { app } = world.ground;
  const chance = world.chance('papers read');
  const as = world.visitors.as('auditor-530000-1');
  const all = checks.dossiers.filter((id) => world.homeOf(id) && !checks.stateOf(id)?.disposal?.confirmed);
  const drawn = new Set(Array.from({ length: OPENED }, () => chance.one(all)));
  for (const id of all.length === 0 ? [] : drawn) {
    const home = world.homeOf(id);
    const state = checks.stateOf(id);
    if (!home || !state) continue;
    const { body } = await as.call('getDossier', { params: { id } });
    const accepted = body.attachments.filter((each) => each.state === 'accepted');
    if (isHandedIn(world, id)) {
      for (const kind of neededBy(world, false)) {
        if (!accepted.some((each) => each.kind === kind)) world.fail(`${id} 提交过，没有 ${kind}`, id);
      }
    }
    const strange = state.attachments.find((each) => !accepted.some(({ id: known }) => known === each.id));
    if (strange) world.fail(`${id} 收下的附件 ${strange.id} 没有列出`, id);
    const last = state.issuedFor.at(-1);
    const kinds = [
      ...(last === undefined ? [] : ['workerCard', 'officerCard', 'dossierForm']),
      ...accepted.slice(0, 2).map((each) => `attachment-${each.id}`),
    ];
    for (const kind of kinds) {
      const document = (await as.call('getDocument', { params: { id, kind } })).body;
      const [key] = [...app.s3.objects.keys()].filter((each) => document.url.includes(each));
      const found = key === undefined ? undefined : app.s3.objects.get(key);
      const text = found && Buffer.from(found.body).toString();
      if (text === undefined) world.fail(`${id} 的 ${kind} 打不开`, id);
      if (text === undefined || kind.startsWith('attachment-')) continue;
      if (document.plan !== last || document.replacedBy !== null)
        world.fail(`${id} 的 ${kind} 是第 ${document.plan} 版`, id);
      if (!text.includes(home.form.worker.name)) world.fail(`${id} 的 ${kind} 上没有它自己的姓名`, id);
      const own = new Set(secretsOf(home.form));
      const other = world.homes.find(({ form }) => secretsOf(form).some((one) => !own.has(one) && text.includes(one)));
      if (other) world.fail(`${id} 的 ${kind} 上有第 ${other.n} 户的`, id);
    }
  }
}

/** Whether its form was handed in here, and not taken over from paper. */
const isHandedIn = (world: World, id: string): boolean =>
  world.ground.app.dynamoDb
    .lyingUnder<{ entry: string }>(`J#${id}`)
    .some(({ entry }) => (JSON.parse(entry) as JournalEntry).action.type === 'submit');
