import { createHash } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { ActionOf } from '../../shared/dossier/actions.ts';
import { decideCards } from '../../shared/dossier/plan.ts';
import { awaitsCards } from '../../shared/dossier/plan-state.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, s3 } from '../../shared/services/services.ts';
import type { Steps } from '../../shared/workflow/steps.ts';
import { officerCardView, workerCardView } from './card-views.ts';
import { dossierFormView } from './dossier-form-view.ts';
import { type DocumentKind, documentKinds, printedKey } from './kinds.ts';
import { type Household, loadHousehold } from './load.ts';
import type { Printer } from './print/printer.ts';

type CardPrinter = Pick<Printer, DocumentKind>;

/**
 * 发放联系卡: prints both cards and the 档案表 of the plan that was signed, stores them, and records that. All of them
 * or none: nothing is stored before everything is printed. Repeated after a crash it prints the same bytes under the
 * same keys, because what is printed depends on the journal alone and is dated with the signature.
 */
export async function issueCards(
  app: App,
  dossierId: string,
  printer: CardPrinter,
): Promise<Steps['print-step']['output']> {
  const { state } = await dossiers(app).recordLatest(dossierId, async (dossier) => {
    if (!awaitsCards(dossier.state)) return undefined;
    const household = await loadHousehold(app, dossier);
    if (!household) return undefined;
    const printed = await print(household, printer);
    const documents = await Promise.all(documentKinds.map((kind) => store(app, household, kind, printed[kind])));
    return {
      action: decideCards(dossier.state, { plan: household.plan.number, documents }),
      actor: { kind: 'system', id: 'print-step' },
      now: app.now(),
    };
  });
  return { outcome: isIssued(state) ? 'issued' : 'ended' };
}

/** Whether there are cards of the plan that stands. */
const isIssued = ({ plan, issuedFor }: DossierState): boolean => plan !== null && issuedFor.includes(plan.plan);

async function print(household: Household, printer: CardPrinter): Promise<Record<DocumentKind, Uint8Array>> {
  const printedAt = new Date(household.signature.signedAt);
  const officer = officerCardView(household);
  const worker = workerCardView(household);
  return {
    officerCard: await printer.officerCard(officer, printedAt),
    workerCard: await printer.workerCard(worker, printedAt),
    bothCards: await printer.bothCards({ officer, worker }, printedAt),
    dossierForm: await printer.dossierForm(dossierFormView(household), printedAt),
  };
}

async function store(
  app: App,
  household: Household,
  kind: DocumentKind,
  bytes: Uint8Array,
): Promise<ActionOf<'issueCards'>['documents'][number]> {
  const key = printedKey(household.id, kind, household.plan.number);
  const sha256 = createHash('sha256').update(bytes).digest();
  await s3(app).send(
    new PutObjectCommand({
      Bucket: app.setting('DOCUMENTS_BUCKET'),
      Key: key,
      Body: bytes,
      ContentType: 'application/pdf',
      ChecksumSHA256: sha256.toString('base64'),
    }),
  );
  return { kind, key, sha256: sha256.toString('hex') };
}
