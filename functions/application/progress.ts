import type { Application } from '../../shared/application/application.ts';
import { refusalReasons } from '../../shared/application/application.ts';
import { type Status, statusOf } from '../../shared/dossier/status.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, unions } from '../../shared/services/services.ts';

/**
 * Where it stands, in plain words for whoever applied: of the dossier that it became no more than how far it is. Whether anybody else is on file, it
 * never says.
 */
export async function progressOf(app: App, { id, standing, orgPath, due, reason }: Application): Promise<string> {
  const union = orgPath === null ? '' : await unions(app).name(orgPath);
  switch (standing) {
    case 'draft':
      return '还没有提交。填好以后提交，工会才看得到。';
    case 'received':
      return `${union}正在看，最晚${due === null ? '' : dateInWords(due)}答复。`;
    case 'asked':
      return `${union}有话要问，请在下面答复。`;
    case 'refused':
      return `${union}没有接收：${reason === null ? '' : refusalReasons[reason]}。有话要说的，请打电话。`;
    case 'withdrawn':
      return '您已经撤回。要再申请的，另开始一件。';
    case 'takenOver': {
      const dossier = await dossiers(app).find(id);
      return `${union}已经接收，${dossier === undefined ? '正在填档案表。' : stages[statusOf(dossier.state)]}`;
    }
  }
}

/** Of each status of the dossier, what comes of it for whoever waits. */
const onFile = '已经建档。帮扶计划要您签字的，工会会联系您。';
export const ended = '已经办结，结果请向工会询问。';
const stages: Record<Status, string> = {
  draft: '正在填档案表。',
  submitted: '正在对照本省的标准认定。',
  returned: '档案表要补正，工会会联系您。',
  surveying: '接下来由工会入户调查，请等候联系。',
  deliberating: '入户调查过了，工会正在评议。',
  checking: '正在核对家庭经济状况。',
  underNotice: '正在公示。',
  contested: '正在公示、核实。',
  awaitingApproval: '公示结束，正在审批。',
  registered: onFile,
  amending: onFile,
  reverifying: onFile,
  temporary: onFile,
  converting: onFile,
  leaving: onFile,
  // Why it ended is told in person: it may be of somebody else.
  rejected: ended,
  withdrawn: ended,
  abandoned: ended,
  merged: ended,
  liftedOut: ended,
  relieved: ended,
  cancelled: ended,
};
