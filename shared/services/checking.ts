import { adultsOf } from '../checking/authorization.ts';
import { batchNumber } from '../checking/batch.ts';
import type { CheckSource } from '../checking/sources.ts';
import { consentsOf } from '../consent/consent.ts';
import { type Check, checkOf } from '../dossier/check-state.ts';
import { checkContext, deliberationContext } from '../dossier/seal-contexts.ts';
import type { CheckedPerson, DeliberationContent } from '../dossier/sealed-contents.ts';
import type { DossierState } from '../dossier/state.ts';
import type { DraftForm } from '../form/form.ts';
import type { Dossier } from '../registry/dossiers.ts';
import type { Sealed } from '../sealing/sealed.ts';
import type { App } from './app.ts';
import { authorizationsOf } from './consents.ts';
import { keyring, names } from './services.ts';

/** 评议 of the matter, with who sat and what they said. */
export async function deliberationOf(app: App, { id, matter }: DossierState) {
  if (matter.deliberation === null) return null;
  const { version, heldOn, outcome, minutes, content } = matter.deliberation;
  const said = await keyring(app).open<DeliberationContent>(deliberationContext(id, version), content);
  return { heldOn, outcome, minutes, ...said };
}

/** Who of the people of age on a form has signed to be checked; empty where the matter is not. */
export async function authorizedIn(app: App, dossier: Dossier, form: DraftForm, today: string) {
  const { authorization, matter } = dossier.state;
  if (authorization === null && !matter.course.includes('checking')) return [];
  const said = consentsOf(form, await authorizationsOf(app, dossier));
  const adults = new Set(adultsOf(form, today).map(({ pointer }) => pointer));
  return Promise.all(
    said
      .filter(({ person }) => adults.has(person))
      .map(async ({ person, consent }) => {
        if (consent === null) return { person, authorization: null };
        const { disclosure, on, paper = null, guardian, by } = consent;
        const byName = await names(app).of(by);
        return {
          person,
          authorization: { edition: disclosure.version, on, paper, guardian: guardian?.name ?? null, by, byName },
        };
      }),
  );
}

/** 核对 of the matter, an office each, with what was answered, explained and ruled. */
export async function checkingOf(app: App, state: DossierState) {
  const { checking, course } = state.matter;
  if (!course.includes('checking')) return [];
  const sources = checking?.sources ?? app.profile.checking.sources;
  return Promise.all(sources.map((source) => oneOf(app, state.id, source, checkOf(checking, source))));
}

async function oneOf(app: App, id: string, source: CheckSource, check: Check | undefined) {
  const { askedOn = null, answer = null, explanation, ruling } = check ?? {};
  const opened = <T>({ version }: { version: number }, content: Sealed) =>
    keyring(app).open<T>(checkContext(id, version), content);
  return {
    source,
    askedOn,
    batch: check ? { check: check.batch, number: batchNumber(check.batch) } : null,
    result: answer?.result ?? null,
    answeredOn: answer?.on ?? null,
    people: answer?.says ? await opened<CheckedPerson[]>(answer, answer.says) : [],
    explanation: explanation
      ? {
          ...{ on: explanation.on, toldOn: explanation.toldOn, evidence: explanation.evidence },
          statement: await opened<string>(explanation, explanation.statement),
        }
      : null,
    ruling: ruling
      ? {
          ...{ as: ruling.as, on: ruling.on, by: ruling.by, byName: await names(app).of(ruling.by) },
          opinion: await opened<string>(ruling, ruling.opinion),
        }
      : null,
  };
}
