import type { Exchange } from './exchange.ts';
import { amendment } from './exchanges/amendment.ts';
import { application } from './exchanges/application.ts';
import { approval } from './exchanges/approval.ts';
import { assessment } from './exchanges/assessment.ts';
import { batches } from './exchanges/batches.ts';
import { campaigns } from './exchanges/campaigns.ts';
import { checking } from './exchanges/checking.ts';
import { description } from './exchanges/description.ts';
import { directory } from './exchanges/directory.ts';
import { disposal } from './exchanges/disposal.ts';
import { duplicates } from './exchanges/duplicates.ts';
import { figures } from './exchanges/figures.ts';
import { files } from './exchanges/files.ts';
import { gazette } from './exchanges/gazette.ts';
import { inspections } from './exchanges/inspection.ts';
import { ledger } from './exchanges/ledger.ts';
import { lifecycle } from './exchanges/lifecycle.ts';
import { margin } from './exchanges/margin.ts';
import { own } from './exchanges/own.ts';
import { plan } from './exchanges/plan.ts';
import { publicNotice } from './exchanges/public-notice.ts';
import { registry } from './exchanges/registry.ts';
import { returns } from './exchanges/returns.ts';
import { scenarios } from './exchanges/scenarios.ts';
import { selfChecks } from './exchanges/self-check.ts';
import { spotCheckCoverage } from './exchanges/spot-check-coverage.ts';
import { spotChecks } from './exchanges/spot-checks.ts';
import { submission } from './exchanges/submission.ts';
import { survey } from './exchanges/survey.ts';
import { transcripts } from './exchanges/transcripts.ts';
import { transfers } from './exchanges/transfers.ts';
import { workload } from './exchanges/workload.ts';
import type { OperationName } from './routes.ts';

/**
 * What each operation of routes.ts takes and answers, for the API description, for clients, and for whoever holds an
 * answer against it. Functions take only types from here: the schemas of all answers would make each of them larger.
 */
export const exchanges = {
  ...submission,
  ...registry,
  ...workload,
  ...figures,
  ...files,
  ...assessment,
  ...duplicates,
  ...survey,
  ...checking,
  ...publicNotice,
  ...directory,
  ...approval,
  ...amendment,
  ...plan,
  ...own,
  ...selfChecks,
  ...application,
  ...ledger,
  ...batches,
  ...transcripts,
  ...transfers,
  ...campaigns,
  ...scenarios,
  ...spotCheckCoverage,
  ...spotChecks,
  ...returns,
  ...inspections,
  ...disposal,
  ...margin,
  ...lifecycle,
  ...gazette,
  ...description,
} as const satisfies Record<OperationName, Exchange>;
export type Exchanges = typeof exchanges;

/** What an operation takes and answers, whichever it is. */
export function exchangeOf(operation: OperationName): Exchange {
  return exchanges[operation];
}
