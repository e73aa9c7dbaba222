import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { checkResults, checkSources } from '../../shared/checking/sources.ts';
import { peopleOf } from '../../shared/consent/consent.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import { joinedIn, pageBehind } from '../../shared/dossier/objection-pages.ts';
import {
  amendmentContext,
  exemptionContext,
  exitContext,
  reverificationContext,
  surveyContext,
} from '../../shared/dossier/seal-contexts.ts';
import type { ExemptionRuling, ExitStatement, SurveyFindings } from '../../shared/dossier/sealed-contents.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { DraftForm } from '../../shared/form/form.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import type { FindingsView } from '../../shared/pages/views.ts';
import { mask } from '../../shared/privacy/mask.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { uploadsOf } from '../../shared/registry/uploads.ts';
import { againIn } from '../../shared/services/again.ts';
import type { App } from '../../shared/services/app.ts';
import { checkingOf, deliberationOf } from '../../shared/services/checking.ts';
import { objectionWritten } from '../../shared/services/objections.ts';
import { assessments, dossiers, forms, keyring, table } from '../../shared/services/services.ts';
import { rowsOf } from '../links/form-rows.ts';

/**
 * What whoever decides reads beyond the page of their link (细看): what people wrote about the household on the way, its
 * causes as they are, and which papers there are. Who raised an objection is for whoever resolves it, and not here.
 *
 * @param cursor of the objections before; what is none begins with the first
 */
export async function findingsOf(
  app: App,
  dossier: Dossier,
  cursor: string | undefined,
  now: Date,
): Promise<FindingsView> {
  const { id, state } = dossier;
  const form = await forms(app).getSubmitted(id, state.matter.form ?? 0);
  const { causes } = mask('detail', form, dateInShanghai(now));
  const record = await assessments(app).of(dossier);
  const uploads = await uploadsOf(table(app), keyring(app), id, now);
  return {
    causes: rowsOf('causes.', causes),
    explanation: record.explanation,
    survey: await surveyOf(app, dossier, record.surveyQuestions),
    said: [...(await saidOf(app, dossier)), ...(await saidOfChecks(app, dossier, form))],
    ...(await objectionsOf(app, dossier, cursor)),
    attachments: uploads
      .filter(({ status }) => status === 'accepted')
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .map(({ id: attachment, kind, name, size = 0 }) => ({ attachment, kind, name, size })),
  };
}

async function surveyOf(
  app: App,
  { id, state: { matter } }: Dossier,
  questions: readonly { asks: string; question: string }[],
): Promise<FindingsView['survey']> {
  if (matter.survey === null) return null;
  const { surveyedOn, version, findings } = matter.survey;
  const { surveyors, opinion, answers } = await keyring(app).open<SurveyFindings>(surveyContext(id, version), findings);
  const answered = questions.flatMap(({ asks, question }) => {
    const answer = (answers as Record<string, boolean | undefined>)[asks];
    return answer === undefined ? [] : [{ label: question, value: answer ? '是' : '否' }];
  });
  return { surveyedOn, surveyors, opinion, answers: answered };
}

/** 再次临时救助: the times before, each with its cause, and why again. */
async function saidOfAgain(app: App, state: DossierState): Promise<{ label: string; value: string }[]> {
  const again = await againIn(app, state);
  if (again === null) return [];
  const { earlier, reason } = again;
  return [
    ...earlier.map(({ since, until, cause }) => ({
      label: '以前的临时救助',
      value: `${dateInWords(since)}至${dateInWords(until)}，原因是“${cause}”`,
    })),
    ...(reason === null ? [] : [{ label: '为什么再次救助', value: reason }]),
  ];
}

/** What those who dealt with the matter wrote besides: why it was begun, what was seen, why somebody was exempted. */
async function saidOf(app: App, { id, state }: Dossier): Promise<FindingsView['said']> {
  const { matter, exemptions } = state;
  const said = await saidOfAgain(app, state);
  const open = keyring(app);
  for (const { action } of await dossiers(app).journal(id)) {
    const isBegun = action.type === 'openAmendment' || action.type === 'openConversion';
    if (isBegun && action.matter === matter.matter) {
      const label = action.type === 'openAmendment' ? '变更的原因' : '转正的原因';
      said.push({ label, value: await open.open(amendmentContext(id, action.matter), action.opinion) });
    }
    const report =
      action.type === 'reverify' ? action.opinion : action.type === 'submit' ? action.review?.opinion : undefined;
    if ((action.type === 'reverify' || action.type === 'submit') && report && action.matter === matter.matter) {
      const context = reverificationContext(id, action.matter, action.run);
      said.push({ label: '复核的意见', value: await open.open(context, report) });
    }
  }
  if (matter.proposed?.statement) {
    const context = exitContext(id, matter.matter, matter.proposed.run);
    const { opinion, seen } = await open.open<ExitStatement>(context, matter.proposed.statement);
    said.push({ label: '提出退出的意见', value: opinion });
    if (seen !== undefined) said.push({ label: '看到的证明', value: seen });
  }
  for (const { exclusion, ruling, version } of exemptions) {
    const { reason } = await open.open<ExemptionRuling>(exemptionContext(id, exclusion, version), ruling);
    said.push({ label: '豁免的理由', value: reason });
  }
  return said;
}

/** 评议 and 核对: what was said there, what offices answered that is not as the form says, why, and why it was let pass. */
async function saidOfChecks(app: App, { state }: Dossier, form: DraftForm): Promise<FindingsView['said']> {
  const deliberation = await deliberationOf(app, state);
  const labels = new Map(peopleOf(form).map(({ pointer, label }) => [pointer, label]));
  const ofOffices = (await checkingOf(app, state)).flatMap(({ source, people, explanation, ruling }) => [
    ...people
      .filter(({ result }) => result !== 'consistent')
      .map(({ person, result, difference }) => ({
        label: `${checkSources[source]}的答复`,
        value: [labels.get(person) ?? person, checkResults[result], ...(difference === null ? [] : [difference])].join(
          '，',
        ),
      })),
    ...(explanation ? [{ label: '建档人的说明', value: explanation.statement }] : []),
    ...(ruling ? [{ label: '审核人的复核', value: ruling.opinion }] : []),
  ]);
  return [...(deliberation ? [{ label: '评议的意见', value: deliberation.opinion }] : []), ...ofOffices];
}

async function objectionsOf(app: App, { id, state }: Dossier, asked: string | undefined) {
  const page = pageBehind(state.matter.objections, asked, { size: pageSizes.findings, reads: true });
  const entries = 'to' in page ? await dossiers(app).entriesAfter(id, page.read, pageSizes.findings) : [];
  const { listed, cursor } = 'to' in page ? joinedIn(entries, page, pageSizes.findings) : page;
  const objections = await Promise.all(
    listed.map(async (each) => {
      const { objection, sender, outcome, joined, receivedAt, statement, opinion, closedOn } = await objectionWritten(
        app,
        id,
        each,
        true,
      );
      const reason = statement?.reason ?? '';
      return {
        objection,
        sender,
        outcome,
        joined,
        receivedAt,
        reason,
        opinion: opinion ?? null,
        closedOn: closedOn ?? null,
      };
    }),
  );
  return { objections, cursor };
}
