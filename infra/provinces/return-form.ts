import { hardshipCause } from '../../shared/form/code-lists/causes.ts';
import { hardshipCategory } from '../../shared/form/code-lists/hardship-category.ts';
import { employmentType } from '../../shared/form/code-lists/person.ts';
import { aidKinds } from '../../shared/ledger/aid.ts';
import { fundSources } from '../../shared/ledger/funds.ts';
import type { ReturnColumn, ReturnForm, ReturnUnit } from '../../shared/returns/form.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';

const column = (
  id: string,
  title: string,
  figure: string,
  unit: ReturnUnit = 'households',
  compare = true,
): ReturnColumn => ({
  ...{ id, title, figure, unit, compare },
});

/** A column for each word of a list, and one for whatever else there is. */
function each(name: string, by: string, figure: string, words: Readonly<Record<string, string>>, rest: string) {
  return [
    ...Object.entries(words).map(([word, title], at) =>
      column(`${name}${at + 1}`, `${by}：${title}`, `${figure}/${word}`),
    ),
    column(`${name}Rest`, `${by}：${rest}`, `${figure}/*`),
  ];
}
const same = (words: readonly string[]) => Object.fromEntries(words.map((word) => [word, word]));

const categories = Object.values(hardshipCategory.generations).flatMap(({ values }) => values);
const byCategory = each('category', '按类别', 'categories', same(categories), '类别不明');
const byTier = each('tier', '按级别', 'tiers', tierTitles, '级别不明');
const causes = same(hardshipCause.generations['2020'].values);
const byCause = each('cause', '按主要原因', 'causes', causes, '别的写法，和已无从知道的');
const workers = same(employmentType.generations['2020'].values);
const byWorker = each('worker', '按职工类型', 'workerKinds', workers, '别的写法，和没有填的');

const came = [
  column('registered', '本期建档', 'movement/registered'),
  column('takenOver', '本期旧档转入', 'movement/takenOver'),
  column('movedIn', '本期移交来', 'movement/movedIn'),
];
const went = [
  column('liftedOut', '本期脱困', 'movement/liftedOut'),
  column('relieved', '本期解困', 'movement/relieved'),
  column('cancelled', '本期注销', 'movement/cancelled'),
  column('merged', '本期并入别的档案', 'movement/merged'),
  column('movedOut', '本期移交走', 'movement/movedOut'),
];
const sources = Object.entries(fundSources).map(([source, title]) =>
  column(`fen-${source}`, `金额按来源：${title}`, `aidBy/source/${source}/fen`, 'fen'),
);
const kinds = Object.entries(aidKinds).map(([kind, title]) =>
  column(`times-${kind}`, `人次按类别：${title}`, `aidBy/kind/${kind}/times`, 'times'),
);

const ids = (columns: readonly ReturnColumn[]): string[] => columns.map(({ id }) => id);

/** 上报的报表: out of what the union told of 2016 to 2020 and of what other systems show, as the national form is not public. */
export const returnForm: ReturnForm = {
  columns: [
    column('onFile', '期末在册户数', 'onFile'),
    column('people', '期末在册人口', 'people', 'people'),
    column('fen', '本期帮扶金额', 'aid/fen', 'fen'),
    ...byCategory,
    ...byTier,
    ...byCause,
    ...byWorker,
    column('opening', '期初在册户数', 'movement/opening', 'households', false),
    ...came,
    column('cameBack', '本期建档中返困的', 'happened/cameBack'),
    ...went,
    column('rejected', '本期不予建档', 'happened/rejected'),
    column('withdrawn', '本期撤回申请', 'happened/withdrawn'),
    column('temporary', '期末临时救助户数', 'temporary'),
    column('helpers', '有帮扶责任人的户数', 'coverage/helpers'),
    column('signed', '签了帮扶计划的户数', 'coverage/signed'),
    column('cards', '发了联系卡的户数', 'coverage/cards'),
    column('unchanged', '一年没有变动的户数', 'unchangedForAYear'),
    column('neverHelped', '从未帮扶的户数', 'neverHelped'),
    column('objected', '本期收到异议', 'happened/objected', 'times'),
    column('upheld', '本期异议成立', 'happened/objectionUpheld', 'times'),
    column('times', '本期帮扶人次', 'aid/times', 'times'),
    ...kinds,
    ...sources,
  ],
  sums: [
    { total: 'onFile', plus: ids(byCategory) },
    { total: 'onFile', plus: ids(byTier) },
    { total: 'onFile', plus: ids(byCause) },
    { total: 'onFile', plus: ids(byWorker) },
    { total: 'onFile', plus: ['opening', ...ids(came)], minus: ids(went) },
    { total: 'times', plus: ids(kinds) },
    { total: 'fen', plus: ids(sources) },
  ],
  atMost: [
    ['cameBack', 'registered'],
    ['helpers', 'onFile'],
    ['signed', 'onFile'],
    ['cards', 'onFile'],
    ['unchanged', 'onFile'],
    ['neverHelped', 'onFile'],
  ],
};
