import { codedLink } from '../../../tools/client.ts';
import type { SentMail } from '../../support/memory/app.ts';
import type { Chance } from '../chance.ts';
import type { World } from '../world.ts';
import { asked, attempt, nextOfficeHour, perhapsTwice, sleepHours, sleepMinutes } from './person.ts';

/** The link in a mail, with its code. */
export const linkOf = (mail: SentMail) =>
  codedLink({ id: 0, at: mail.at, to: [mail.to], subject: mail.subject, text: mail.text });

/**
 * Somebody who approves, out of their mailbox alone: one who reads, waits, mistypes, forwards the mail, lets it lapse;
 * whose mailbox opens every link before they do.
 */
export async function approves(world: World, id: string): Promise<never> {
  const chance = world.chance(`approver ${id}`);
  const { email } = world.staff.get(id);
  let read = 0;
  const left: SentMail[] = [];
  for (;;) {
    await nextOfficeHour(world, chance);
    const mails = world.mails(email);
    const fresh = mails.slice(read);
    read = mails.length;
    if (world.away.has(id)) continue;
    for (const mail of [...left.splice(0), ...fresh]) {
      const link = linkOf(mail);
      if (!link?.url.includes('/a/')) continue;
      const habits = { decides: 72, signsIn: 10, waits: 8, lapses: 6, forwards: 4 };
      const habit = world.calm ? 'decides' : chance.weighted(habits);
      // A scanner opens what comes, and opens it again.
      if (chance.happens(0.2)) await world.visitors.page(link.url);
      if (habit === 'lapses') continue;
      if (habit === 'signsIn') {
        await decidesAll(world, id, chance);
        continue;
      }
      if (habit === 'waits') {
        left.push(mail);
        continue;
      }
      await sleepMinutes(chance.between(1, 30));
      await decides(world, id, link, habit === 'forwards');
    }
  }
}

/** Whoever signs in has before them all that waits for them, and decides on one after the other; some do so twice. */
async function decidesAll(world: World, id: string, chance: Chance): Promise<void> {
  const as = world.visitors.as(id);
  const { answer } = await asked(
    world,
    { who: id, what: '看等着审批的' },
    async () => (await as.call('listTasks', { query: { org: world.staff.get(id).orgPath } })).body,
  );
  for (const { kind, dossier, role } of answer?.tasks ?? []) {
    if (kind !== 'decide' || role !== 'approver') continue;
    const home = world.homeOf(dossier);
    const params = { id: dossier };
    await attempt(world, { who: id, what: '登录审批', home }, async () => {
      const { request, held } = (await as.call('getApproval', { params })).body;
      if (held && chance.happens(0.8)) return;
      const decision = chance.weighted(weights);
      const said = decision === 'approve' ? {} : { reasons: ['papers' as const], opinion: '请看' };
      await perhapsTwice(chance, () => as.call('decideApproval', { params, body: { request, decision, ...said } }))();
    });
  }
}

const weights = { approve: 84, return: 7, returnForPaper: 5, reject: 4 } as const;

async function decides(
  world: World,
  id: string,
  link: { url: string; code: string },
  isForwarded: boolean,
): Promise<void> {
  const chance = world.chance(`decision ${link.url}`);
  const post = async (code: string) => {
    const decision = world.calm ? 'approve' : chance.weighted(weights);
    for (let again = 0; again < 3; again++) {
      const { status } = await world.visitors.page(link.url, { code, decision, opinion: '请看' });
      world.tell({ who: id, what: `审批：${decision}，答 ${status}` });
      if (status < 500) return status;
      await sleepMinutes(5);
    }
    return 503;
  };
  await world.visitors.page(link.url);
  if (chance.happens(0.05)) await post('000000');
  if (!isForwarded) {
    await (chance.happens(0.06) ? Promise.all([post(link.code), post(link.code)]) : post(link.code));
    return;
  }
  // Whoever it was forwarded to guesses the code, which locks it, or decides as well: whoever comes second is told.
  if (chance.happens(0.4)) for (let guess = 0; guess < 6; guess++) await post(String(100_000 + guess));
  await Promise.all([post(link.code), sleepHours(chance.between(0, 1)).then(() => post(link.code))]);
}

/** The household's worker, who signs what is sent to them, or does not. */
export async function signs(world: World, home: World['homes'][number]): Promise<never> {
  const chance = world.chance(`worker ${home.n}`);
  let read = 0;
  for (;;) {
    await sleepHours(chance.between(20, 30));
    const mails = world.mails(home.workerMail);
    const fresh = mails.slice(read);
    if (fresh.length === 0 || !(home.signs || world.calm) || (!world.calm && chance.happens(0.4))) continue;
    read = mails.length;
    for (const mail of fresh) {
      const link = linkOf(mail);
      if (!link?.url.includes('/s/')) continue;
      await world.visitors.page(link.url);
      const declines = !world.calm && chance.happens(0.1);
      const word = declines ? { agree: 'no', reason: '想学别的手艺' } : { agree: 'yes' };
      const entry = { code: link.code, name: home.form.worker.name, ...word };
      if (chance.happens(0.1)) await world.visitors.page(link.url, { ...entry, name: '别的人' });
      for (let again = 0; again < 3; again++) {
        const { status } = await world.visitors.page(link.url, entry);
        world.tell({ who: '职工', what: `${declines ? '不同意计划' : '签字'}，答 ${status}`, household: home.n });
        if (status < 500) break;
        await sleepHours(1);
      }
    }
  }
}
