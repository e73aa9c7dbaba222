import { photos } from '../../../shared/attachments/photos.fixture.ts';
import { incomingKey } from '../../../shared/attachments/upload.ts';
import type { World } from '../world.ts';
import type { Desk } from './desk.ts';
import { attempt, sleepMinutes } from './person.ts';

/** Whoever has no mailbox comes to the office: a link is shown to them, which some open too late or twice. */
export async function signsInPresence({ world, chance, home, who, as }: Desk): Promise<void> {
  const params = { id: home.id as string };
  const links: { url: string; code: string }[] = [];
  await attempt(world, { who, what: '当面出示签字链接', home }, async () => {
    const { plan } = (await as.call('getDossier', { params })).body;
    if (plan) links.push((await as.call('showPlan', { params, body: { plan: plan.plan } })).body);
  });
  const [link] = links;
  if (!link) return;
  await sleepMinutes(chance.happens(0.1) ? 40 : chance.between(1, 20));
  await world.visitors.page(link.url);
  const declines = !world.calm && chance.happens(0.1);
  const word = declines ? { agree: 'no', reason: '想学别的手艺' } : { agree: 'yes' };
  const entry = { code: link.code, name: home.form.worker.name, ...word };
  if (chance.happens(0.1)) await world.visitors.page(link.url, { ...entry, code: '000000' });
  const times = chance.happens(0.1) ? [1, 2] : [1];
  const answers = await Promise.all(times.map(() => world.visitors.page(link.url, entry)));
  world.tell({ who: '职工', what: `当面签字，答 ${answers.map(({ status }) => status)}`, household: home.n });
}

/** Or they sign a paper, of which a picture is taken: somebody else looks at it. */
export async function signsOnPaper({ world, home, who, as }: Desk): Promise<void> {
  const params = { id: home.id as string };
  await attempt(world, { who, what: '登记纸质签字', home }, async () => {
    const { plan } = (await as.call('getDossier', { params })).body;
    if (!plan) return;
    const attachment = await attached({ world, home, as }, '帮扶计划签字页', '签字页');
    const body = { plan: plan.plan, attachment, signedOn: world.today() };
    await as.call('recordPaperSignature', { params, body });
  });
}

/** A picture of a paper is taken and uploaded; answers its number. */
export async function attached(
  { world, home, as }: Pick<Desk, 'world' | 'home' | 'as'>,
  kind: string,
  name: string,
): Promise<string> {
  const params = { id: home.id as string };
  const picture = { kind, name, contentType: 'image/jpeg' as const };
  const { attachment } = (await as.call('requestUpload', { params, body: picture })).body;
  await uploaded(world, params.id, attachment);
  return attachment;
}

/** The bucket tells of what was uploaded until somebody has looked at it. */
export async function uploaded(
  world: World,
  id: string,
  attachment: string,
  file = photos.baseline as Buffer,
): Promise<void> {
  const key = incomingKey(id, attachment);
  world.ground.app.s3.objects.set(key, { body: file, contentType: 'image/jpeg' });
  const object = { key, size: file.length, 'version-id': '1' };
  for (let again = 0; again < 3; again++) {
    try {
      await world.ground.run?.('attachment-check', { detail: { bucket: { name: 'documents' }, object } });
      return;
    } catch {
      await sleepMinutes(1);
    }
  }
}
