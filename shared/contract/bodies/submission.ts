import * as z from 'zod';
import type { ApplicationKind } from '../../matters/course.ts';
import { OrgPath } from '../org-path.ts';
import { words } from '../words.ts';
import { consents } from './consents.ts';
import { opinion } from './texts.ts';

export const CreateDraftBody = z
  .strictObject({
    orgPath: OrgPath,
    kind: words<ApplicationKind>('申请什么，不写为建档；本省不建临时救助档案的，只能是建档', {
      registration: '建档',
      temporary: '临时救助',
    }).exactOptional(),
  })
  .meta({ id: 'CreateDraftBody', title: '建立草稿' });
/** checkDraft judges it, and says in Chinese what is wrong with which field. */
export const SaveFormBody = z.unknown();
export const SubmitBody = z
  .strictObject({
    form: z.int().min(1).describe('所见并确认提交的档案表编号'),
    consents,
    opinion: opinion.optional().describe('年度复核报告有变化的：变了什么、怎样核实的；记入档案。建档、变更的不写'),
  })
  .meta({ id: 'SubmitBody', title: '提交档案表' });
export const ClearBody = z
  .strictObject({
    form: z.int().min(1).describe('看过的那一份档案表的编号'),
    opinion,
  })
  .meta({ id: 'ClearBody', title: '看过放行' });
export const WithdrawBody = z
  .strictObject({ reason: opinion.describe('撤回的理由') })
  .meta({ id: 'WithdrawBody', title: '撤回申请' });
