import type { Sheet } from './sheet.ts';
import type { OfficerCardView, WorkerCardView } from './views.ts';

/** What stands above and below a card, whichever size it is printed in: who keeps it, signs for it and seals it. */
type Frame = Pick<Sheet, 'union' | 'documentNumber' | 'issuedOn' | 'title' | 'copy' | 'signedBy' | 'sealedBy'>;

function frame(view: OfficerCardView | WorkerCardView, keeper: string): Frame {
  return {
    union: view.union,
    documentNumber: view.documentNumber,
    issuedOn: view.issuedOn,
    title: '困难职工解困脱困联系卡',
    copy: `（${keeper}存）`,
    signedBy: `${keeper}（签收）`,
    sealedBy: '发卡工会',
  };
}

export const officerCardFrame = (view: OfficerCardView): Frame => frame(view, '帮扶责任人');
export const workerCardFrame = (view: WorkerCardView): Frame => frame(view, '困难职工');

/** 帮扶任务完成时限. */
export function dueInWords({ dueMonth }: { dueMonth: string }): string {
  return `${dueMonth}底前实现解困脱困`;
}
