import { type Grid, label, row, type Sheet, sectionRow, ticks, value } from './sheet.ts';
import type { ConsentSheetView } from './views.ts';

const size = 9.5;
const nothing = '—';
/** A signature takes as much. */
const signed = { minHeight: 30 };

/** 告知同意书, 核对授权书: what a household is told, and where each of its people signs. */
export function consentSheet(view: ConsentSheetView): Sheet {
  return {
    union: view.union,
    documentNumber: view.documentNumber,
    issuedOn: view.issuedOn,
    title: view.title,
    copy: `（${view.version} 版）`,
    sizes: { body: size, label: size, small: 9 },
    signedBy: '告知的工作人员',
    sealedBy: '受理工会',
    grids: [toldGrid(view), signingGrid(view)],
  };
}

function toldGrid({ told, sections }: ConsentSheetView): Grid {
  const rows = sections.map(({ title, text }) => row([label(title), value(title, text)]));
  return { columns: [92, 406], repeated: [sectionRow(told, 2)], rows };
}

/** Each agrees to all of it, and to what is sensitive by a mark of its own (个人信息保护法 29). */
function signingGrid({ marks, agreed, people }: ConsentSheetView): Grid {
  const columns = marks ? [86, 52, 94, 126, 80, 60] : [96, 62, 146, 114, 80];
  const titles = ['姓名', '关系', ...(marks ? ['敏感个人信息'] : []), '谁签字', '签字', '日期'];
  const rows = people.map(({ name, relation, isGuarded }) =>
    row(
      [
        value('姓名', name || nothing),
        value('关系', relation || nothing, { align: 'center' }),
        ...(marks
          ? [ticks('敏感个人信息', [{ label: '单独同意', ticked: false, note: '' }], { numbered: false })]
          : []),
        value('谁签字', isGuarded ? '监护人（姓名、关系）：' : '本人', { anchor: isGuarded ? 'top' : 'middle' }),
        value('签字', ''),
        value('日期', ''),
      ],
      signed,
    ),
  );
  return {
    columns,
    repeated: [
      sectionRow(agreed, columns.length),
      row(
        titles.map((text) => label(text)),
        { keepWithNext: true },
      ),
    ],
    rows,
  };
}
