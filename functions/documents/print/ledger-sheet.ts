import { type Cell, type Grid, label, type Row, row, type Sheet, sectionRow, value } from './sheet.ts';
import type { LedgerAid, LedgerView, LedgerVisit } from './views.ts';

const nothing = '—';
const line = { minHeight: 17 };
const size = 9;
const pairs = [71, 95, 71, 95, 71, 95];

/** 困难职工帮扶台账: what a household was given and when it was visited, as its papers are filed. */
export function ledgerSheet(view: LedgerView): Sheet {
  return {
    union: view.union,
    documentNumber: view.documentNumber,
    issuedOn: view.issuedOn,
    title: view.title,
    copy: '',
    sizes: { body: size, label: size, small: size },
    signedBy: '',
    sealedBy: '建档工会',
    grids: [
      { columns: pairs, repeated: [], rows: householdRows(view) },
      aidGrid(view.aid),
      totalsGrid(view),
      visitsGrid(view.visits),
    ],
  };
}

function householdRows(view: LedgerView): Row[] {
  const pair = (field: string, text: string, span = 1): Cell[] => [
    label(field),
    value(field, text === '' ? nothing : text, { span }),
  ];
  return [
    row(
      [...pair('职工编号', view.dossierNumber), ...pair('姓名', view.name), ...pair('建档日期', view.registeredOn)],
      line,
    ),
    row([...pair('困难类别', view.hardshipCategory), ...pair('在册情况', view.standing, 3)], line),
    row([...pair('帮扶单位', view.assistingOrganization, 3), ...pair('帮扶责任人', view.assistanceOfficer)], line),
  ];
}

/** An entry takes a second line where there is more to say of it, on the page where the first is. */
function aidGrid(entries: readonly LedgerAid[]): Grid {
  const columns = [40, 60, 48, 100, 90, 50, 82, 28];
  const titles = ['序号', '日期', '类别', '帮扶项目', '金额（元）或实物', '资金来源', '发放方式、由谁', '凭证'];
  const title = sectionRow('帮扶', columns.length);
  if (entries.length === 0)
    return { columns, repeated: [], rows: [title, row([value('帮扶', '无', { span: 8 })], line)] };
  const cell = (field: string, text: string, style: object = {}) => value(`帮扶${field}`, text || nothing, style);
  const rows = entries.flatMap((entry): Row[] => [
    row(
      [
        cell('序号', entry.number, { align: 'center' }),
        cell('日期', entry.givenOn, { align: 'center' }),
        cell('类别', entry.kind, { align: 'center' }),
        cell('项目', entry.project),
        cell('金额（元）或实物', entry.given),
        cell('资金来源', entry.source, { align: 'center' }),
        cell('发放', entry.paid),
        cell('凭证', entry.receipt, { align: 'center' }),
      ],
      { ...line, keepWithNext: entry.remarks !== '' },
    ),
    ...(entry.remarks === ''
      ? []
      : [row([value('帮扶序号', '', { joinAbove: true }), cell('备注', entry.remarks, { span: 7 })])]),
  ]);
  return {
    columns,
    repeated: [
      title,
      row(
        titles.map((text) => label(text)),
        { keepWithNext: true },
      ),
    ],
    rows,
  };
}

function totalsGrid({ totals, sums }: LedgerView): Grid {
  const columns = [70, 100, 100, 58, 85, 85];
  const titles = ['年', '类别', '资金来源', '次数', '金额（元）', '实物、服务折合（元）'];
  if (totals.length === 0) return { columns, repeated: [], rows: [] };
  const cells = (texts: readonly string[]) =>
    texts.map((text, index) => value(titles[index] as string, text, { align: 'center' }));
  const rows = totals.map(({ year, kind, source, times, amount, goodsValue }) =>
    row(cells([year, kind, source, times, amount, goodsValue]), line),
  );
  const all = row(
    [label('合计', { span: 3 }), ...cells([...Array(3).fill(''), sums.times, sums.amount, sums.goodsValue]).slice(3)],
    line,
  );
  return {
    columns,
    repeated: [
      sectionRow('合计（更正过的不算）', columns.length),
      row(
        titles.map((text) => label(text)),
        { keepWithNext: true },
      ),
    ],
    rows: [...rows, all],
  };
}

/** What was found takes a line of its own: it is what is read. */
function visitsGrid(visits: readonly LedgerVisit[]): Grid {
  const columns = [40, 70, 70, 248, 70];
  const titles = ['序号', '日期', '方式', '走访的人', '下一次'];
  const title = sectionRow('走访', columns.length);
  if (visits.length === 0)
    return { columns, repeated: [], rows: [title, row([value('走访', '无', { span: 5 })], line)] };
  const rows = visits.flatMap(({ number, visitedOn, way, visitors, findings, nextOn }) => [
    row(
      [
        value('走访序号', number, { align: 'center' }),
        value('走访日期', visitedOn, { align: 'center' }),
        value('走访方式', way, { align: 'center' }),
        value('走访的人', visitors),
        value('下一次', nextOn || nothing, { align: 'center' }),
      ],
      { ...line, keepWithNext: true },
    ),
    row([value('走访序号', '', { joinAbove: true }), value('了解到的情况', findings, { span: 4 })]),
  ]);
  return {
    columns,
    repeated: [
      title,
      row(
        titles.map((text) => label(text)),
        { keepWithNext: true },
      ),
    ],
    rows,
  };
}
