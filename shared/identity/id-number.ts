/** 公民身份号码 (GB 11643): division, birth date, order number with the sex in its last digit, check character. */

type Sex = '男' | '女';

/** What an ID number of 18 characters says. */
export interface IdNumber {
  /** Six digits: the division that first issued it, which may have been abolished since. */
  division: string;
  /** ISO date. */
  birthDate: string;
  sex: Sex;
}

/** Why a text is not an ID number. `length15`: the old form, convertible; `spelling`: right once spelled as offered. */
type IdNumberFault = 'length15' | 'spelling' | 'shape' | 'date' | 'check';

export type IdNumberReading =
  | { ok: true; value: IdNumber }
  | {
      ok: false;
      fault: IdNumberFault;
      /** What the digits say all the same, so that other faults can be named at once; null where they say no date. */
      value: IdNumber | null;
      /** The number that was probably meant, for the person to confirm. */
      offer?: string;
    };

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * The check character over 17 digits (ISO 7064 MOD 11-2): 0 to 9 or X.
 * @throws RangeError when `body` is not 17 digits.
 */
export function checkCharacter(body: string): string {
  if (!/^[0-9]{17}$/.test(body)) throw new RangeError('17 digits expected');
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(body[i]) * (weights[i] ?? 0);
  return '10X98765432'[sum % 11] ?? '';
}

/** Whether a text is a date that exists, written yyyy-mm-dd. */
export function isIsoDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}

function digitsSay(number: string): IdNumber | null {
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isIsoDate(birthDate)) return null;
  return { division: number.slice(0, 6), birthDate, sex: Number(number[16]) % 2 === 1 ? '男' : '女' };
}

/**
 * The 18-character number that an old 15-digit one becomes: the century 19 put in, the check character appended. Only
 * ever an offer: 15 digits carry no check of their own. Null when the text is not 15 digits with a real date.
 */
export function convert15(old: string): string | null {
  if (!/^[0-9]{15}$/.test(old)) return null;
  const body = `${old.slice(0, 6)}19${old.slice(6)}`;
  return digitsSay(body) === null ? null : body + checkCharacter(body);
}

/** Full-width forms to plain ones, without blanks and dashes, capital X. */
function respell(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\-‐–—]/gu, '')
    .toUpperCase();
}

/**
 * Reads an ID number strictly: 17 digits and a digit or capital X. Nothing is corrected in passing: what was probably
 * meant comes as an offer beside the fault.
 */
export function readIdNumber(text: string): IdNumberReading {
  const plain = respell(text);
  if (plain !== text) {
    const reading = readIdNumber(plain);
    if (reading.ok) return { ok: false, fault: 'spelling', value: reading.value, offer: plain };
    return reading;
  }
  const offer = convert15(text);
  if (offer !== null) return { ok: false, fault: 'length15', value: digitsSay(offer), offer };
  if (!/^[0-9]{17}[0-9X]$/.test(text)) return { ok: false, fault: 'shape', value: null };
  const value = digitsSay(text);
  if (value === null) return { ok: false, fault: 'date', value };
  if (checkCharacter(text.slice(0, 17)) !== text[17]) return { ok: false, fault: 'check', value };
  return { ok: true, value };
}

/**
 * Whole years between two ISO dates, as ages are counted: someone born on 29 February turns older on 1 March of a
 * common year.
 */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
