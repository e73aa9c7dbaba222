import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { an } from '../../shared/dossier/actions.fixture.ts';
import type { Action, ActionOf } from '../../shared/dossier/actions.ts';
import { isHeld, openDuplicates } from '../../shared/dossier/duplicate-state.ts';
import { rulingContext } from '../../shared/dossier/seal-contexts.ts';
import { occasionOf } from '../../shared/dossier/settled.ts';
import type { Form } from '../../shared/form/form.ts';
import type { Dossier, HeadFacts } from '../../shared/registry/dossiers.ts';
import { hashedTraces } from '../../shared/registry/hashed-traces.ts';
import { newId } from '../../shared/registry/ids.ts';
import { keys } from '../../shared/registry/keys.ts';
import type { Write } from '../../shared/registry/table.ts';
import { blindIndex, dossiers, forms, keyring, newDossierKeys, table, traces } from '../../shared/services/services.ts';
import { apiEvent } from '../../test/support/api-event.ts';
import { holdAnswer } from '../../test/support/hold-answer.ts';
import { household, namesake, namesakeAtHome } from '../../test/support/household.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { lookAgain } from '../assessment/look-again.ts';
import { duplicatesOf, livingOthers } from '../registry/duplicates.ts';
import { journalOf } from '../registry/journal.ts';
import { lambda } from './api.ts';

const app = memoryApp();
const handler = lambda(app);

const county = '530000/530100/530102';
const otherCounty = '530000/530100/530103';
const city = '530000/530100';

type More = { effects?: Write[]; facts?: Partial<HeadFacts>; by?: string };

async function record(id: string, before: Dossier | null, action: Action, { by = 'registrar-1', ...more }: More = {}) {
  const actor = { kind: 'staff' as const, id: by };
  return dossiers(app).record({ id, before, action, actor, now: new Date(), ...more });
}

const latest = (id: string) => dossiers(app).get(id);
const stateOf = async (id: string) => (await latest(id)).state;

/** A dossier whose form is submitted, and what was found to be like it. */
async function submitted(form: Form, { by = 'registrar-1', org = county, locks = [] as string[] } = {}) {
  const id = newId();
  await newDossierKeys(app).create(id);
  await record(id, null, an.createDraft({ orgPath: `${org}/U0001` }), { by });
  await submitAgain(id, form, { by, locks });
  return id;
}

async function submitAgain(id: string, form: Form, { by = 'registrar-1', locks = [] as string[] } = {}) {
  const before = await latest(id);
  const number = before.state.matter.run + 1;
  const { digest, write } = await forms(app).save(id, number, form);
  const saved = await record(id, before, { type: 'saveForm', form: number, digest }, { by, effects: [write] });
  const mine = await hashedTraces(blindIndex(app), form);
  const line = { division: '530102', fen: 70_000, from: '2025-01-01', digest: 'd', invented: false };
  const basis = { date: '2026-09-07', standards: [{ version: '第一代-3', digest: 'd' }], line };
  const submit = an.submit({ form: number, run: number, basis });
  await record(id, saved, submit, { by, effects: [traces(app).commitWrite(id, mine)], facts: { locks } });
  await lookAgain(app, id, ({ matter }) => matter.stage === 'assessment');
}

/** Sends the dossier back, so that its form can be changed. */
async function sendBack(id: string): Promise<void> {
  const before = await latest(id);
  const { run: form } = before.state.matter;
  const occasion = occasionOf(before.state.matter);
  await record(id, before, an.assess({ outcome: 'ineligible', category: null, tier: null, occasion, form }));
}

async function call(as: { id: string; orgPath: string; roles?: string }, path: string, resource: string, body: object) {
  const [, , , id, , other] = path.split('/');
  const event = apiEvent({
    method: 'POST',
    resource,
    params: { id: id as string, ...(other ? { other } : {}) },
    headers: { 'idempotency-key': randomUUID() },
    body,
    as: { sub: as.id, roles: as.roles ?? 'reviewer', orgPath: as.orgPath },
  });
  const answer = await handler(event, {} as Context);
  holdAnswer(event.httpMethod, event.path, answer);
  return { status: answer.statusCode, ...(JSON.parse(answer.body) as { code?: number; detail?: string }) };
}

const reviewer = { id: 'reviewer-1', orgPath: county };

const rule = (id: string, other: string, ruling: 'different' | 'same', as = reviewer) =>
  call(as, `/v1/dossiers/${id}/duplicates/${other}/ruling`, '/v1/dossiers/{id}/duplicates/{other}/ruling', {
    ruling,
    reason: '已到两家看过',
  });
const merge = (id: string, other: string, as = reviewer) =>
  call(as, `/v1/dossiers/${id}/merger`, '/v1/dossiers/{id}/merger', { other, reason: '同一户，各建了一份' });

let households = 300;
const like = (form: Form, worker: Partial<Form['worker']> = namesake(form.worker)): Form => {
  const other = household(households++);
  return { ...other, worker: { ...other.worker, ...worker } };
};

describe('裁定', () => {
  it('登记过另一户的人，证据只是可能的也不得裁定', async () => {
    const form = household(1);
    const first = await submitted(form, { by: 'registrar-9' });
    const one = await submitted(like(form));
    const both = { id: 'registrar-9', orgPath: county, roles: 'registrar reviewer' };
    expect(await rule(one, first, 'different', both)).toMatchObject({ status: 403, code: 1503 });
    expect(openDuplicates(await stateOf(one))).toHaveLength(1);
    expect((await rule(one, first, 'different')).status).toBe(200);
  });

  it('别的县在自己那份上裁定“不是一户”，不放开本县审核人裁定为“同一户”的一份', async () => {
    const form = household(2);
    const first = await submitted(form, { org: otherCounty });
    const one = await submitted(like(form));
    // Submitted again, the first is asked about the other in its turn.
    await sendBack(first);
    await submitAgain(first, form);
    const there = { id: 'reviewer-3', orgPath: otherCounty };
    expect((await rule(first, one, 'same', there)).status).toBe(200);
    expect((await rule(one, first, 'different')).status).toBe(200);
    expect(isHeld(await stateOf(first))).toBe(true);
    expect((await rule(first, one, 'different', there)).status).toBe(200);
    expect(isHeld(await stateOf(first))).toBe(false);
  });

  it('裁定了两次的，两次的理由各封各的：换过来就打不开', async () => {
    const form = household(9);
    const first = await submitted(form);
    const one = await submitted(like(form));
    await rule(one, first, 'same');
    const { version: once, rulings } = await stateOf(one);
    await rule(one, first, 'different');
    const { version: twice } = await stateOf(one);
    const opened = (version: number) =>
      keyring(app).open(rulingContext(one, first, version), rulings[0]?.reason ?? { iv: '', text: '' });
    expect(await opened(once)).toBe('已到两家看过');
    await expect(opened(twice)).rejects.toThrow();
  });

  it('可能的由本县裁定为不是一户，退回后改得几乎肯定了：再问，由共同的上级裁定，裁定后不再问', async () => {
    const form = household(3);
    const first = await submitted(form, { org: otherCounty });
    const one = await submitted(like(form));
    expect((await rule(one, first, 'different')).status).toBe(200);
    await sendBack(one);
    const closer = like(form, namesakeAtHome(form.worker));
    await submitAgain(one, closer);
    expect(openDuplicates(await stateOf(one))).toMatchObject([{ dossier: first, verdict: 'certain' }]);
    expect(await rule(one, first, 'different')).toMatchObject({ status: 403, code: 1502 });
    expect((await rule(one, first, 'different', { id: 'reviewer-city', orgPath: city })).status).toBe(200);
    await sendBack(one);
    await submitAgain(one, closer);
    expect(openDuplicates(await stateOf(one))).toEqual([]);
  });
});

describe('合并', () => {
  it('没有相像之处的不能合并；相像而裁定为不是一户的也不能', async () => {
    const form = household(4);
    const first = await submitted(form);
    const unlike = await submitted(household(5));
    expect(await merge(first, unlike)).toMatchObject({ code: 1302, detail: expect.stringContaining('没有相像之处') });
    const one = await submitted(like(form));
    expect((await rule(one, first, 'different')).status).toBe(200);
    expect(await merge(first, one)).toMatchObject({ code: 1302, detail: expect.stringContaining('不是一户') });
  });

  it('经手过并入的一份的人，合并以后不能裁定留下的一份', async () => {
    const form = household(6);
    const survivor = await submitted(form);
    const absorbed = await submitted(like(form), { by: 'registrar-9' });
    expect((await merge(survivor, absorbed)).status).toBe(200);
    const third = await submitted(like(form, { homeAddress: form.worker.homeAddress, name: `${form.worker.name}甲` }));
    const both = { id: 'registrar-9', orgPath: county, roles: 'registrar reviewer' };
    expect(await merge(survivor, third, both)).toMatchObject({ status: 403, code: 1503 });
    expect((await merge(survivor, third)).status).toBe(200);
  });

  it('读了档案以后、写之前，它并入了另一份：得到的是“已被他人更新”，不是“系统忙”', async () => {
    const form = household(8);
    const survivor = await submitted(form);
    const other = await latest(await submitted(household(households++)));
    const locked = await submitted(like(form), { locks: ['lock-of-8'] });
    await table(app).put({ ...keys.identityLock('lock-of-8'), dossierId: locked } as never);
    const before = await latest(locked);
    expect((await merge(survivor, locked)).status).toBe(200);
    await expect(record(locked, before, an.withdraw())).rejects.toMatchObject({ code: 1301 });
    // The same of two mergers: the one that comes later finds the locks gone, and the head moved on.
    const common = { actor: { kind: 'staff' as const, id: reviewer.id }, now: new Date() };
    const merging = [
      { ...common, id: other.id, before: other, action: an.absorb({ dossier: locked }) },
      { ...common, id: locked, before, action: an.mergeInto({ dossier: other.id }) },
    ];
    await expect(dossiers(app).recordTogether(merging)).rejects.toMatchObject({ code: 1301 });
  });

  describe('与两份都裁定为同一户、那两份都办得更靠后的', () => {
    async function ruledTwice(n: number) {
      const [first, second] = [household(n), household(n + 1)];
      const both = [await submitted(first), await submitted(second)] as [string, string];
      for (const id of both) {
        const { state } = await latest(id);
        await record(id, await latest(id), an.assess({ occasion: occasionOf(state.matter), form: 1 }));
      }
      const { mobile } = second.worker;
      const one = await submitted(like(first, { ...namesake(first.worker), ...(mobile ? { mobile } : {}) }));
      for (const id of both) expect((await rule(one, id, 'same')).status).toBe(200);
      return { both, one };
    }

    it('并入一份，另一份由留下的接着等：为什么裁定也转过去，再合并就不再等', async () => {
      const { both, one } = await ruledTwice(20);
      const [first, second] = both;
      expect((await merge(first, one)).status).toBe(200);
      const state = await stateOf(first);
      expect(isHeld(state)).toBe(true);
      const ruling = state.rulings.find(({ dossier }) => dossier === second);
      expect(ruling).toMatchObject({ ruling: 'same', asked: true });
      const context = rulingContext(first, second, ruling?.version ?? 0);
      expect(await keyring(app).open(context, ruling?.reason ?? { iv: '', text: '' })).toBe('已到两家看过');
      expect(await merge(second, first)).toMatchObject({ status: 200 });
      expect(isHeld(await stateOf(second))).toBe(false);
      expect(await stateOf(second)).toMatchObject({ absorbed: [first, one], mergedInto: null });
    });

    it('转来的理由只给也能查看原来那一份的人；几分、归哪个县，日志里只有能裁定的人看得到', async () => {
      const form = household(26);
      const here = await submitted(form);
      const [one, third] = [await submitted(like(form), { org: otherCounty }), await submitted(household(27))];
      const { state } = await latest(one);
      const found = { dossier: third, verdict: 'possible' as const, score: 57, reasons: [], county };
      const all = [...openDuplicates(state), found];
      await record(one, await latest(one), { type: 'findDuplicates', form: 1, found: all });
      const above = { id: 'reviewer-city', orgPath: city };
      for (const id of [here, third]) expect((await rule(one, id, 'same', above)).status).toBe(200);
      expect((await merge(here, one, above)).status).toBe(200);

      const seenBy = async (id: string, roles: 'registrar' | 'reviewer', orgPath: string) => {
        const user = { id, roles: [roles], orgPath };
        const now = await latest(here);
        const { rulings } = await duplicatesOf(app, now.state, user, await livingOthers(app, now.state));
        const { entries } = journalOf(now, await dossiers(app).journal(here), user);
        const merger = entries.at(-1)?.action as ActionOf<'absorb'> | undefined;
        const [carried] = merger?.ruled ?? [];
        return [rulings.find(({ dossier }) => dossier === third)?.reason, carried?.score, carried?.county];
      };
      expect(await seenBy('registrar-8', 'registrar', county)).toEqual([undefined, 50, undefined]);
      expect(await seenBy('reviewer-8', 'reviewer', county)).toEqual([undefined, 57, county]);
      expect(await seenBy('reviewer-city', 'reviewer', city)).toEqual(['已到两家看过', 57, county]);
      // Merged once more, it is still for those who may read where it was ruled.
      const last = await submitted(like(form));
      expect((await merge(last, here)).status).toBe(200);
      expect((await stateOf(last)).rulings).toMatchObject([{ dossier: third, from: one }]);
    });

    it('人多、转来的裁定又多，一个事务写不下的，说人太多，不是“系统忙”；写得下的照样合并', async () => {
      for (const [people, carried, status] of [
        [79, 5, 409],
        [71, 5, 200],
      ] as const) {
        const form = household(30 + people);
        const survivor = await submitted(form, { locks: [`lock-${people}`] });
        const locks = Array.from({ length: people }, (_, i) => `lock-${people}-${i}`);
        const one = await submitted(like(form), { locks });
        for (const lock of locks) await table(app).put({ ...keys.identityLock(lock), dossierId: one } as never);
        const thirds: string[] = [];
        while (thirds.length < carried) thirds.push(await submitted(household(households++)));
        const alike = thirds.map((dossier) => ({ dossier, verdict: 'possible' as const, score: 57, reasons: [] }));
        const found = [...openDuplicates(await stateOf(one)), ...alike];
        await record(one, await latest(one), { type: 'findDuplicates', form: 1, found });
        for (const third of thirds) expect((await rule(one, third, 'same')).status).toBe(200);
        const merged = await merge(survivor, one);
        expect(merged).toMatchObject({ status, ...(status === 409 && { code: 1302 }) });
      }
    });

    it('裁定错了的，在留下的一份上改裁', async () => {
      const { both, one } = await ruledTwice(22);
      expect((await merge(both[0], one)).status).toBe(200);
      expect((await rule(both[0], both[1], 'different')).status).toBe(200);
      expect(isHeld(await stateOf(both[0]))).toBe(false);
    });

    it('另一份已经终结的，不等它', async () => {
      const { both, one } = await ruledTwice(24);
      await record(both[1], await latest(both[1]), an.withdraw());
      expect((await merge(both[0], one)).status).toBe(200);
      expect(isHeld(await stateOf(both[0]))).toBe(false);
    });
  });

  it('两份的人合起来多得一个事务放不开的，不合并：否则以后撤不了档', async () => {
    const form = household(7);
    const locks = (name: string) => Array.from({ length: 46 }, (_, i) => `${name}-${i}`);
    const survivor = await submitted(form, { locks: locks('mine') });
    const other = await submitted(like(form), { locks: locks('theirs') });
    expect(await merge(survivor, other)).toMatchObject({ code: 1302, detail: expect.stringContaining('合起来太多') });
  });
});
