import { label, row, type Sheet, value } from './sheet.ts';
import type { DisposalCertificateView } from './views.ts';

const size = 11;

/** 处置证明: that a dossier was disposed of, when and by whom; nothing of the household stands in it. */
export function disposalCertificate(view: DisposalCertificateView): Sheet {
  return {
    union: view.union,
    documentNumber: view.documentNumber,
    issuedOn: view.issuedOn,
    title: '困难职工档案处置证明',
    copy: '（保管期满）',
    sizes: { body: size, label: size, small: 9 },
    signedBy: '',
    sealedBy: '确认处置的工会',
    grids: [
      {
        columns: [130, 368],
        repeated: [],
        rows: view.lines.map(({ title, text }) => row([label(title), value(title, text)], { minHeight: 26 })),
      },
    ],
  };
}
