import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { allAgree } from '../../../shared/consent/consents.fixture.ts';
import type { Form } from '../../../shared/form/form.ts';
import { secretsOf } from '../../support/household.ts';
import { type Answered, ask, json } from '../../support/http.ts';
import { type Household, registrar, reviewer } from '../../support/province.ts';
import { province } from './province.ts';

/** What the tests of 查重 and 合并 do to two dossiers that may be one household's. */

export const cityReviewer = 'reviewer-530100-1';

/** What a dossier shows of others that may be the same household's. */
export interface Opened {
  id: string;
  status: string;
  version: number;
  form: { number: number; content: unknown } | null;
  notice: { id: string; until: string } | null;
  overdue: { step: string; times: number } | null;
  duplicates: {
    thresholds: { certain: number; possible: number };
    found: {
      dossier: string;
      union: string;
      verdict: string;
      score: number;
      open: boolean;
      ended: boolean;
      reasons: { kind?: string; pointer: string; sentence: string }[];
    }[];
    rulings: { dossier: string; ruling: string; asked: boolean; reason?: string }[];
  };
  absorbed: string[];
  mergers: { dossier: string; reason?: string }[];
  mergedInto: string | null;
}

type One = Pick<Household, 'id'>;

export async function open({ id }: One, as = registrar): Promise<Opened> {
  return json<Opened & Record<string, unknown>>(await ask(province, `GET /v1/dossiers/${id}`, { as }));
}

/** The next unused household, but for what its worker's boxes say. */
export function withWorker(worker: Partial<Form['worker']>): Form {
  const own = province.nextForm();
  const { name, birthDate, idNumber, homeAddress } = { ...own.worker, ...worker };
  return { ...own, worker: { ...own.worker, name, birthDate, idNumber, homeAddress } };
}

/** Submits the form saved last. */
export async function submit(one: One, headers: Record<string, string> = {}, as = registrar): Promise<Answered> {
  const { form } = await open(one, as);
  const body = { form: form?.number ?? 0, consents: allAgree(form?.content as Form) };
  return ask(province, `POST /v1/dossiers/${one.id}/submission`, { as, headers, body });
}

/** Submits the first form without a look at the dossier before, for what is to happen at the very same moment. */
export function submitFirst({ id, form }: Household): Promise<Answered> {
  const body = { form: 1, consents: allAgree(form) };
  return ask(province, `POST /v1/dossiers/${id}/submission`, { as: registrar, body });
}

export async function correct(one: One, form: Form): Promise<void> {
  const headers = { 'if-match': `"${(await open(one)).version}"` };
  const { status } = await ask(province, `PUT /v1/dossiers/${one.id}/form`, { as: registrar, headers, body: form });
  if (status !== 200) throw new Error(`saving the form was answered ${status}`);
}

export function rule(
  one: One,
  other: One,
  ruling: 'different' | 'same',
  { as = reviewer, reason = '已到两家看过' }: { as?: string; reason?: string } = {},
): Promise<Answered> {
  const line = `POST /v1/dossiers/${one.id}/duplicates/${other.id}/ruling`;
  return ask(province, line, { as, body: { ruling, reason } });
}

/** Merges the other dossier into the survivor. */
export function merge(survivor: One, { id: other }: One, as = reviewer): Promise<Answered> {
  const body = { other, reason: '同一户，两个单位各建了一份' };
  return ask(province, `POST /v1/dossiers/${survivor.id}/merger`, { as, body });
}

/** A household submitted under its own dossier, which goes on, whatever it was found to be like. */
export async function asked(form: Form): Promise<{ one: Household; opened: Opened }> {
  const one = await province.draft(form);
  const answer = await submit(one, { 'idempotency-key': randomUUID() });
  expect(answer.status).toBe(202);
  await province.system.atRest();
  return { one, opened: await open(one, reviewer) };
}

/** Nothing of the other household, by name, number or address, but what is the reader's own household's too. */
export function expectNothingOf(other: Household, text: string, own = ''): void {
  for (const secret of [...secretsOf(other.form), other.maskedName]) {
    if (!own.includes(secret)) expect(text).not.toContain(secret);
  }
}

/** Every dossier in a survey that somebody sees in the list, page by page. */
export async function listed(as: string): Promise<{ id: string; openDuplicates: number; held: boolean }[]> {
  const rows: { id: string; openDuplicates: number; held: boolean }[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await ask(province, `GET /v1/dossiers?status=surveying${page}`, { as });
    const found = json<{ dossiers: typeof rows; cursor: string | null }>(answer);
    rows.push(...found.dossiers);
    cursor = found.cursor;
  }
  return rows;
}
