import { hardshipCause } from '../form/code-lists/causes.ts';
import { wordForRules } from '../form/code-lists/code-list.ts';
import { occupationStatus, retired, studentStatuses } from '../form/code-lists/person.ts';

/** Characters as people count them: a base with its combining marks and variation selectors. */
const characters = (text: string): string[] => text.match(/\P{M}\p{M}*/gu) ?? [];

/**
 * A name of which little is left: one character shows nothing, of two the first (李*), of three and more the first and
 * the last (李*英, 欧**明). The `·` of a longer name stays in its place: 阿***·***江.
 */
export function maskName(name: string): string {
  const all = characters(name);
  const shown = all.length < 2 ? [] : all.length === 2 ? [0] : [0, all.length - 1];
  return all.map((character, index) => (shown.includes(index) || character === '·' ? character : '*')).join('');
}

/** The first character only: 王**. */
export function maskGivenName(name: string): string {
  const [first = '', ...rest] = characters(name);
  return rest.length === 0 ? '*' : first + '*'.repeat(rest.length);
}

/**
 * The place alone: 530102************. The birth date stands beside it on most pages, and with the last four characters
 * it would be the whole number. Anything that is no whole number is hidden altogether.
 */
export function maskIdNumber(number: string): string {
  return number.length === 18 ? `${number.slice(0, 6)}${'*'.repeat(12)}` : '*'.repeat(18);
}

/** The last four digits of an account: ****3356. */
export function maskAccount(account: string): string {
  return account.length >= 12 ? `****${account.slice(-4)}` : '****';
}

/** A mailbox by its first letter and its domain, a mobile by its first three and last two digits. */
export function maskContact({ by, address }: { by: 'mail' | 'message'; address: string }): string {
  if (by === 'message') return `${address.slice(0, 3)}******${address.slice(-2)}`;
  return `${address.slice(0, 1)}***${address.slice(address.lastIndexOf('@'))}`;
}

/** Month of an ISO date: 1974年3月. */
export function maskToMonth(date: string): string {
  const match = /^(\d{4})-(\d{2})-\d{2}$/.exec(date);
  return match === null ? '' : `${match[1]}年${Number(match[2])}月`;
}

/** Year of an ISO date: 1974年. */
export function maskToYear(date: string): string {
  const match = /^(\d{4})-\d{2}-\d{2}$/.exec(date);
  return match === null ? '' : `${match[1]}年`;
}

/** An address down to the street office or township, without road and door; at most the county where neither is named. */
export function maskAddress(address: string): string {
  const plain = /^[^0-9０-９]*/.exec(address)?.[0] ?? '';
  const township = /^.*?(?:街道|苏木|镇(?![市区])|乡(?![市区县]))/.exec(plain)?.[0];
  const county = /^.*?(?:市|州|盟|地区)?[^市]{1,10}?(?<![小社园校厂])(?:[区县]|旗(?![区县]))/.exec(plain)?.[0];
  const city = /^.*?市/.exec(plain)?.[0];
  return township ?? county ?? city ?? '***';
}

/**
 * The kind of a hardship cause, wide enough to say nothing of anyone's health: illness, disability, disaster and
 * accident are one kind.
 */
export function maskCause(cause: string): string {
  const kinds: Record<string, string> = {
    家庭成员无劳动能力: '身体或意外原因',
    家庭成员患重大疾病: '身体或意外原因',
    遭受自然灾害: '身体或意外原因',
    遭受意外事故: '身体或意外原因',
    有劳动能力而未就业: '就业原因',
    下岗失业: '就业原因',
    未参加社会保险: '社会保障原因',
    社会保险待遇落实不到位: '社会保障原因',
    子女上学: '子女教育原因',
  };
  return kinds[wordForRules(hardshipCause, '2016', cause) ?? ''] ?? '其他原因';
}

/**
 * The employer, with the names of the household taken out where it carries them: a shop under its keeper's name
 * (李*英小吃店), or under the given name or a part of a name with `·` (**小吃店), which would complete a masked name.
 * So are numbers of a person: a telephone, an ID number.
 * @param names every name in the household
 */
export function maskEmployer(employer: string, names: readonly string[]): string {
  return withoutNames(employer, names, maskName).replace(longNumber, (digits) => '*'.repeat(digits.length));
}

/**
 * What somebody wrote in their own words, with the names taken out that are not shown beside it: 儿子王**患白血病.
 * @param names of the people whose names are not shown
 */
export function maskNote(note: string, names: readonly string[]): string {
  return withoutNames(note, names, maskGivenName);
}

/** A telephone has seven digits at least; nothing that an employer is called has so many. */
const longNumber = /\d(?:[\s-]?\d){6,}[Xx]?/g;

/** However names are written: with blanks or dots between the characters, in letters of full width. */
function withoutNames(text: string, names: readonly string[], shownAs: (name: string) => string): string {
  const longestFirst = (all: readonly string[]) => [...all].sort((a, b) => b.length - a.length);
  const without = longestFirst(names.filter(isWritten)).reduce(
    (rest, name) => rest.replace(writtenAs(name), () => shownAs(name)),
    text.normalize('NFKC'),
  );
  return longestFirst(names.flatMap(partsOf).filter(isWritten)).reduce(
    (rest, part) => rest.replace(writtenAs(part), '*'.repeat(characters(part).length)),
    without,
  );
}

const isWritten = (name: string): boolean => /[^\s·]/.test(name);

function writtenAs(name: string): RegExp {
  const letters = characters(name.normalize('NFKC').replace(/[\s·]/g, '')).map((each) =>
    each.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
  );
  return new RegExp(letters.join('[\\s·•‧.]*'), 'gu');
}

/**
 * By what a person is called: the given name behind a surname of one or two characters, or the parts between `·`. One
 * character alone stands in any word.
 */
function partsOf(name: string): string[] {
  const all = characters(name);
  const parts = name.includes('·') ? name.split('·') : [all.slice(1).join(''), all.slice(2).join('')];
  return parts.filter((part) => characters(part).length > 1);
}

/**
 * Whether a member works, learns or draws a pension: 病休 tells of an illness, and is 不在岗 like 下(待)岗, 失(无)业 and
 * 内退.
 */
export function maskOccupation(status: string): string {
  const word = wordForRules(occupationStatus, '2016', status) ?? status;
  if (studentStatuses.includes(word)) return '在校生';
  if (word === '在岗' || word === '农民工') return '在岗';
  return word === retired || word === '离休' ? '离退休' : '不在岗';
}

/** One of the 四个一批 措施: that it is the insurance for serious illness would tell of one. */
export function maskTrack(track: string): string {
  return track === '纳入大病保险和医疗互助保险保障' || track === '纳入社保制度覆盖' ? '纳入社会保险和互助保障' : track;
}
