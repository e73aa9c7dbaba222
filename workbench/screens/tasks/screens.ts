import type { AnswerOf } from '../../../shared/contract/types.ts';
import { paths } from '../../route.ts';

type Kind = AnswerOf<'listTasks'>['tasks'][number]['kind'];

/** What is not done on the household's own page, and on which screen it is, with the screen's name. */
export function screenOf(kind: Kind, dossier: string): readonly [path: string, title: string] | undefined {
  switch (kind) {
    case 'decide':
      return [paths.approval(dossier), '审批台'];
    case 'application':
    case 'overdueApplication':
      return [paths.application(dossier), '申请'];
    case 'transcript':
      return [paths.transcript(dossier), '旧档转入'];
    case 'batch':
      return [paths.batch(dossier), '资金发放'];
    case 'check':
    case 'chase':
      return [paths.checks, '核对'];
    case 'confirmDisposal':
    case 'releaseDisposal':
      return [paths.disposals, '到期处置'];
    default:
      return undefined;
  }
}
