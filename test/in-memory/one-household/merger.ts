import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Key, keys } from '../../../shared/registry/keys.ts';
import { packed, unpacked } from '../../../shared/registry/stored-traces.ts';
import { namesake, namesakeAtHome } from '../../support/household.ts';
import { type Answered, ask, expectProblem, json } from '../../support/http.ts';
import { actionsOf, expectSound, journalOf, phasesOf, titleAt } from '../../support/inside.ts';
import type { Item } from '../../support/place.ts';
import { type Household, registrar, reviewer } from '../../support/province.ts';
import { province } from './province.ts';
import { correct, expectNothingOf, merge, open, rule, submit, withWorker } from './two-dossiers.ts';

/**
 * Makes dossiers alike to the first that no lookup has met: a key was crowded when the later one was submitted, or the
 * first was submitted before there was 查重. What was submitted by the first is added to what the others are compared by.
 */
async function makeAlike(first: Household, ...others: Household[]): Promise<void> {
  const registry = await province.registry();
  const items = await registry.items();
  const at = (key: Key) => items.find(({ pk, sk }) => pk === key.pk && sk === key.sk);
  const of = ({ id }: Household) => at(keys.traces(id)) as Item & { traces: Uint8Array; hashes: Set<string> };
  for (const other of others) {
    const traces = packed([of(other), of(first)].flatMap((each) => unpacked(each.traces)));
    const { hashes } = of(first);
    await registry.put({ ...of(other), traces, hashes: new Set([...of(other).hashes, ...hashes]) });
    for (const hash of hashes) {
      // As beside a list that is full.
      await registry.put({ ...keys.traceList(hash), ...at(keys.traceList(hash)), more: true });
      await registry.put(keys.trace(hash, other.id));
    }
  }
}

const two = async () => {
  const both = (await province.dossiersIn('surveying', 2)) as [Household, Household];
  await makeAlike(...both);
  return both;
};

/** The people of a household cannot stand in a new dossier: neither under their numbers nor as somebody of their name at their door. */
async function expectHeld({ form }: Household): Promise<void> {
  const again = await province.draft(withWorker(form.worker));
  expectProblem(await submit(again), 1303);
  const beside = await province.draft(withWorker(namesakeAtHome(form.worker)));
  expectProblem(await submit(beside), 1309);
}

/** One is done; the other is told that the dossier has changed, or what it has become. */
function expectOneWon(answers: Answered[]): void {
  const [won, lost] = answers.toSorted((a, b) => a.status - b.status) as [Answered, Answered];
  expect(won.status).toBe(200);
  expectProblem(lost, lost.status === 412 ? 1301 : 1302);
}

describe('合并', () => {
  it('审批中的一份并入在册的一份：自此终结，审批人的链接作废，两份日志都读得通', async () => {
    const [survivor, other, second] = await province.dossiersIn('awaitingApproval', 3);
    if (!survivor || !other || !second) throw new Error('three dossiers');
    await makeAlike(survivor, other, second);
    const link = await province.approvalLink(other);
    expect((await province.system.page(link.url)).status).toBe(200);
    await province.walk([survivor, second], 'awaitingApproval', 'planMade');
    expect(expectProblem(await merge(other, survivor), 1302).detail).toContain('应把这一份并入另一份');
    const headers = { 'idempotency-key': randomUUID() };
    const body = { other: other.id, reason: '夫妻两个单位各建了一份' };
    const line = `POST /v1/dossiers/${survivor.id}/merger`;
    const answer = await ask(province, line, { as: reviewer, headers, body });
    expect(json(answer)).toMatchObject({ id: survivor.id, absorbed: other.id });
    expect((await ask(province, line, { as: reviewer, headers, body })).text).toBe(answer.text);
    await province.system.atRest();

    expect(await titleAt(province, link.url)).toBe('链接已被取代');
    const posted = await province.system.postForm(link.url, { code: link.code, decision: 'approve', opinion: '' });
    expect(posted.html).toContain('链接已被取代');
    expect(await open(other)).toMatchObject({ status: 'merged', mergedInto: survivor.id });
    expect(await open(survivor)).toMatchObject({ status: 'registered', absorbed: [other.id] });
    expect(await phasesOf(province, other)).toEqual({ 'registration-1-1': 'SUCCEEDED' });
    const { head } = await journalOf(province, other);
    expect(head.state.end).toEqual({ as: 'merged', on: expect.stringMatching(/^\d{4}-/) });
    expect((await actionsOf(province, other)).at(-1)).toBe('mergeInto');
    expect((await actionsOf(province, survivor)).at(-1)).toBe('absorb');
    await expectHeld(other);
    await expectHeld(survivor);

    // Who looks for the other's people finds both.
    const search = { idNumber: other.form.worker.idNumber };
    const found = await ask(province, 'POST /v1/dossiers/search', { as: registrar, body: search });
    const ids = json<{ dossiers: { id: string }[] }>(found).dossiers.map(({ id }) => id);
    expect(ids.sort()).toEqual([survivor.id, other.id].sort());

    // Of two on file, one's plan is signed no more, and the other's is.
    const signature = await province.signatureLink(second);
    expect((await merge(survivor, second)).status).toBe(200);
    await province.system.atRest();
    expect(await titleAt(province, signature.url)).toBe('链接已被取代');
    expect(await phasesOf(province, second)).toEqual({ 'registration-1-1': 'SUCCEEDED', 'plan-1-1': 'SUCCEEDED' });
    await province.walk([survivor], 'planMade', 'signed');
    await expectHeld(other);
    await expectHeld(second);
    await expectSound(province, [survivor, other, second]);
  });

  it('退回补正、改了表再提交，并入的人仍占住；撤回以后两户的人都放开', async () => {
    const [survivor, other] = await two();
    expect((await merge(survivor, other)).status).toBe(200);
    await province.survey(survivor, 'return');
    await province.system.atRest();
    await correct(survivor, { ...survivor.form, members: province.nextForm().members });
    expect(json(await submit(survivor))).toMatchObject({ status: 'submitted', duplicates: [] });
    await province.system.atRest();
    await expectHeld(other);
    const reason = { reason: '家庭情况好转' };
    await ask(province, `POST /v1/dossiers/${survivor.id}/withdrawal`, { as: registrar, body: reason });
    await province.dossierIn('surveying', other.form);
    await province.dossierIn('surveying', survivor.form);
    await expectSound(province, [survivor, other]);
  });

  it('裁定为同一户的合并：公示随之撤下，留下的一份接着往下走', async () => {
    const other = await province.dossierIn('surveying');
    const survivor = await province.draft(withWorker(namesake(other.form.worker)));
    expect((await submit(survivor)).status).toBe(202);
    await province.system.atRest();
    expect((await rule(survivor, other, 'same')).status).toBe(200);
    await province.survey(survivor);
    await province.walk([other], 'surveying', 'underNotice');
    const notice = `/notices/${(await open(other)).notice?.id}`;
    expect((await province.system.page(notice)).status).toBe(200);
    const { detail } = expectProblem(await merge(survivor, other), 1302);
    expect(detail).toContain('应把这一份并入另一份');

    expect((await merge(other, survivor)).status).toBe(200);
    await province.system.atRest();
    expect(await open(survivor)).toMatchObject({ status: 'merged', mergedInto: other.id });
    expect(await phasesOf(province, survivor)).toEqual({ 'registration-1-1': 'SUCCEEDED' });
    expect((await province.system.page(notice)).status).toBe(200);

    const mailbox = 'registrar-530102-1@union.example.com';
    const told = await province.mailsAbout(survivor, mailbox);
    expect(told[0]?.subject).toContain('已并入另一份档案');
    expect(told[0]?.text).toContain('五华区护国片区工会联合会');
    expectNothingOf(other, told[0]?.text ?? '', survivor.form.worker.name + survivor.maskedName);
    const why = '同一户，两个单位各建了一份';
    for (const [each, its] of [
      [survivor, other],
      [other, survivor],
    ] as const) {
      expect((await open(each, reviewer)).mergers).toEqual([{ dossier: its.id, reason: why }]);
    }

    const later = await province.dossierIn('underNotice');
    await makeAlike(other, later);
    const itsNotice = `/notices/${(await open(later)).notice?.id}`;
    expect((await merge(other, later)).status).toBe(200);
    expect((await province.system.page(itsNotice)).status).toBe(404);
    await expectSound(province, [survivor, other, later]);
  });

  it('不能与自己、草稿、终结了的、合并过的合并；一个字也不改', async () => {
    const [one, other] = await two();
    const draft = await province.dossierIn('draft');
    expect(expectProblem(await merge(one, one), 1302).detail).toContain('与自己');
    expect(expectProblem(await merge(one, draft), 1302).detail).toContain('撤回');
    expectProblem(await merge(draft, one), 1302);
    expectProblem(await merge(one, { id: '0'.repeat(26) }), 1304);
    expectProblem(await merge(one, { id: 'HEAD' }), 1304);
    expect((await open(one)).version).toBe(4);
    expect((await merge(one, other)).status).toBe(200);
    expect(expectProblem(await merge(one, other), 1302).detail).toContain('已经合并过');
    const third = await province.dossierIn('surveying');
    expectProblem(await merge(other, third), 1302);
    // Two households that nothing speaks for being one, whoever asks.
    expect(expectProblem(await merge(one, third), 1302).detail).toContain('没有相像之处');
    expect((await open(third)).status).toBe('surveying');
  });

  it('同一刻互相合并，只成一边；同一份同一刻并入两份，也只成一边', async () => {
    const [one, other] = await two();
    const both = await Promise.all([merge(one, other), merge(other, one)]);
    expectOneWon(both);
    const [first, second, third] = await province.dossiersIn('surveying', 3);
    if (!first || !second || !third) throw new Error('three dossiers');
    await makeAlike(third, first, second);
    const into = await Promise.all([merge(first, third), merge(second, third)]);
    expectOneWon(into);
    await province.system.atRest();
    await expectSound(province, [one, other, first, second, third]);
  });
});
