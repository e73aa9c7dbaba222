import { fileURLToPath } from 'node:url';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import PDFDocument from 'pdfkit';
import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { PlanBody } from '../../shared/contract/bodies/plan.ts';
import { planContext } from '../../shared/dossier/seal-contexts.ts';
import { statusOf, statusTitles } from '../../shared/dossier/status.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import { mostAidEntries } from '../../shared/ledger/aid.ts';
import { mostVisits } from '../../shared/ledger/visit.ts';
import { county } from '../../shared/organisation/org-path.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import { mask } from '../../shared/privacy/mask.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossierReader, forms, keyring, ledger, readings, s3, unions } from '../../shared/services/services.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';
import { type LedgerContent, ledgerView } from './ledger-view.ts';
import { DOWNLOAD_SECONDS, presign } from './presign.ts';
import { openPrinter, type Printer } from './print/printer.ts';

/** The fonts lie beside the bundle (infra/functions.ts). */
const besideBundle = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** One object a household, written over each time: what it says changes with every entry. */
const sheetKey = (id: string): string => `printed/${id}/ledgerSheet.pdf`;

/** 帮扶台账 as a household's sheet. @param pathOf where a file is that belongs beside the bundle */
export const lambda = (app: App, pathOf = besideBundle) => {
  let printer: Printer | undefined;
  return serve(app, {
    /** The sheet as the ledger stands now, printed at once: an address to read it from. E1401 of whoever was never on file. */
    printLedger: {
      handle: async ({ user, params, now }) => {
        const dossier = await dossierReader(app).get(params.id);
        permit(user, 'read', dossier.state);
        const { id, state } = dossier;
        if (state.registration === null) throw new Problem(1401);
        await readings(app).record(id, { kind: 'print', what: 'ledgerSheet', by: user.id }, now);
        printer ??= openPrinter(PDFDocument, {
          main: pathOf('fonts/NotoSansSC_400Regular.ttf'),
          rare: pathOf('fonts/rare-characters.ttf.br'),
        });
        const bytes = await printer.ledgerSheet(ledgerView(await contentOf(app, dossier, dateInShanghai(now))), now);
        await s3(app).send(
          new PutObjectCommand({
            Bucket: app.setting('DOCUMENTS_BUCKET'),
            Key: sheetKey(id),
            Body: bytes,
            ContentType: 'application/pdf',
          }),
        );
        const fileName = `${state.registration.dossierNumber}-帮扶台账.pdf`;
        const url = await presign(app, sheetKey(id), fileName, 'application/pdf');
        return {
          status: 200,
          body: { url, expiresAt: new Date(now.getTime() + DOWNLOAD_SECONDS * 1000).toISOString() },
        };
      },
    },
  });
};

export const handler = lambda(fromEnvironment());

async function contentOf(app: App, { id, state }: Dossier, today: string): Promise<LedgerContent> {
  const { registration, inForce, plan, aid, visits, orgPath } = state;
  if (registration === null || inForce === null) throw new Problem(1401);
  const [form, agreed, entries, visited, union] = await Promise.all([
    forms(app).getSubmitted(id, inForce.form),
    plan && keyring(app).open<PlanBody>(planContext(id, plan.plan), plan.content),
    ledger(app).aidBefore(id, aid, aid.entries + 1, mostAidEntries),
    ledger(app).visitsBefore(id, visits.count + 1, mostVisits),
    unions(app).name(county(orgPath)),
  ]);
  const { invented } = inForce.basis.line;
  const { worker } = mask('formDocument', form, today);
  const { dossierNumber, registeredOn, category, tier } = registration;
  return {
    head: {
      union: invented ? `${union}（演示）` : union,
      documentNumber: `${invented ? '虚构-' : ''}${id.slice(0, 10).toUpperCase()}-台账`,
      issuedOn: dateInWords(today),
      dossierNumber,
      name: worker.name,
      registeredOn,
      hardshipCategory: `${category}（${tierTitles[tier]}）`,
      standing: statusTitles[statusOf(state)],
      assistingOrganization: agreed?.assistingOrganization ?? '',
      assistanceOfficer: agreed ? `${agreed.officer.name}　${agreed.officer.post}` : '',
    },
    aid: entries.reverse(),
    visits: visited.reverse(),
  };
}
