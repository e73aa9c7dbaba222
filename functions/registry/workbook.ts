import { mayNot, type User } from '../../shared/access/may.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { mostExported } from '../../shared/contract/page-sizes.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { isGone } from '../../shared/dossier/disposal-state.ts';
import { submittedForm } from '../../shared/dossier/proposed.ts';
import { openingContext } from '../../shared/dossier/seal-contexts.ts';
import { momentInWords } from '../../shared/pages/dates.ts';
import { mask } from '../../shared/privacy/mask.ts';
import type { Limit } from '../../shared/registry/tries.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, forms, keyring, names, readings, unions } from '../../shared/services/services.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';
import type { Asked } from './asked.ts';
import { type cursorOf, listed } from './list.ts';

/** So many households are opened at once, and so many are listed before they are. */
const LANES = 16;
const AT_ONCE = 250;
/** What is left after this long goes into the next file: the API itself gives up after 29 s. */
const LONGEST_MS = 12_000;

type Row = AnswerOf<'listDossiers'>['dossiers'][number];

const columns = [
  ['职工编号', 18],
  ['姓名', 12],
  ['性别', 6],
  ['身份证号', 22],
  ['工作单位', 32],
  ['家庭人口', 10],
  ['开户银行', 24],
  ['银行卡号', 24],
  ['困难类别', 14],
  ['档案级别', 10],
  ['状态', 14],
  ['归哪个工会', 30],
  ['最近变动', 20],
  ['最近帮扶', 14],
] as const;

/** Files a day: a province's hundred thousand households are fifty. */
const MASKED: Limit = { name: 'exportDossiers', per: 'day', max: 100 };
const WHOLE: Limit = { name: 'exportNumbers', per: 'day', max: 20 };
export const exportLimit = (reason: string | undefined): Limit => (reason === undefined ? MASKED : WHOLE);

interface Exporting {
  user: User;
  now: Date;
  /** Why whole numbers are taken out; undefined where they are masked. */
  reason: string | undefined;
}

/**
 * A list as a workbook, masked or whole; of each household in it its readings say first who took it out, and why. What one
 * file does not hold, or one answer has no time for, goes on at the cursor.
 */
export async function exported(
  app: App,
  of: Exporting,
  asked: Asked,
  from: ReturnType<typeof cursorOf>,
  placeIn: (cursor: string) => ReturnType<typeof cursorOf>,
): Promise<AnswerOf<'exportDossiers'>> {
  const begun = performance.now();
  // By their id: one that somebody deals with meanwhile comes again where it stands by then.
  const rows = new Map<string, string[]>();
  let place = from;
  let cursor: string | null = null;
  do {
    const limit = Math.min(AT_ONCE, mostExported - rows.size);
    const page = await listed(app, of.user, { ...asked, limit }, place);
    const others = page.dossiers.filter(({ id }) => !rows.has(id));
    for (const { id } of others) rows.set(id, []);
    await inLanes(others, LANES, async (row) => void rows.set(row.id, await lineOf(app, of, row)));
    cursor = page.cursor;
    place = cursor === null ? undefined : placeIn(cursor);
  } while (cursor !== null && rows.size < mostExported && performance.now() - begun < LONGEST_MS);
  const today = dateInShanghai(of.now);
  const { workbookOf } = await import('../../shared/workbook/write.ts');
  const file = await workbookOf({
    name: '档案列表',
    above: await saidAbove(app, of),
    headings: columns.map(([title]) => title),
    widths: columns.map(([, width]) => width),
    rows: [...rows.values()],
    repeated: 2,
  });
  const name = `档案列表-${today}${of.reason === undefined ? '' : '-全号码'}.xlsx`;
  return { name, file: Buffer.from(file).toString('base64'), rows: rows.size, cursor };
}

/** Who, when, why: whoever finds the file somewhere knows where it came from. */
async function saidAbove(app: App, { user, now, reason }: Exporting): Promise<string> {
  const who = `${await unions(app).name(user.orgPath)} ${await names(app).of(user.id)}`;
  const why = reason === undefined ? '号码已遮盖。' : `含全号码，为的是：${reason}。`;
  return `由 ${who} 于 ${momentInWords(now.toISOString())} 导出。${why}仅供工会内部办理使用，用完即删，不得外传。`;
}

async function lineOf(app: App, of: Exporting, row: Row): Promise<string[]> {
  const { name, sex, idNumber, employer, householdSize, bankName, bankAccount } = await opened(app, of, row.id);
  return [
    row.dossierNumber ?? '',
    ...[name ?? row.maskedName, sex, idNumber, employer, householdSize, bankName, bankAccount].map(
      (each) => each ?? '',
    ),
    row.category ?? '',
    row.tier === null ? '' : tierTitles[row.tier],
    row.statusTitle,
    row.union,
    momentInWords(row.changedAt),
    row.aidedOn ?? '',
  ];
}

type Opened = Partial<
  Record<'name' | 'sex' | 'idNumber' | 'employer' | 'householdSize' | 'bankName' | 'bankAccount', string>
>;

/** What the form says that was submitted last; nothing of a household that has none, or is not theirs to read by now. */
async function opened(app: App, { user, now, reason }: Exporting, id: string): Promise<Opened> {
  const { state } = await dossierReader(app).get(id);
  const number = submittedForm(state);
  if (number === null || isGone(state) || mayNot(user, 'read', state) !== undefined) return {};
  if (reason === undefined) await readings(app).record(id, { kind: 'workbook', by: user.id }, now);
  else {
    const sealed = await keyring(app).seal(openingContext(id, now.toISOString()), reason);
    await readings(app).recordOpening(id, { by: user.id, reason: sealed }, now);
  }
  const form = await forms(app).getSubmitted(id, number);
  const shown = reason === undefined ? mask('workbook', form, dateInShanghai(now)) : form;
  const { worker, household, account } = shown;
  const { name, sex, idNumber, employer } = worker;
  const size = String(household.householdSize);
  return { name, sex, idNumber, employer, householdSize: size, ...bank(account) };
}

const bank = (account: { bankName: string; bankAccount: string } | undefined) =>
  account === undefined ? {} : { bankName: account.bankName, bankAccount: account.bankAccount };
