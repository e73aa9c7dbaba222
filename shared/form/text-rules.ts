import { quoted } from '../errors/quoted.ts';
import { badCharacter } from '../text/characters.ts';
import { isUnderstood } from './code-lists/code-list.ts';
import type { Generation } from './code-lists/generations.ts';
import { codedFields } from './coded-fields.ts';
import { type Fault, fault } from './faults.ts';
import { fieldOf, labelOf, pointerOf, type Step } from './pointers.ts';
import { unprintable } from './printable.ts';
import type { Judged } from './structure.ts';
import { allowedWords } from './what-is-allowed.ts';

const notes = [
  'remarks',
  'causes.causeNote',
  'household.incomeNote',
  'household.amountNote',
  'household.householdSizeReason',
  'assets.assetNote',
];

/** Their own rules read these more closely and offer more. */
const readElsewhere = [
  'worker.idNumber',
  'members[].idNumber',
  'worker.mobile',
  'worker.postcode',
  'account.bankAccount',
];

/** What every text on a form has to be: characters that can be printed, NFC, no blanks around it, not empty. */
export function textFaults(form: Judged): Fault[] {
  const faults: Fault[] = [];
  for (const { text, path } of texts(form, [])) {
    const field = fieldOf(path);
    const pointer = pointerOf(path);
    const values = { field: labelOf(path) };
    const character = badCharacter(text, notes.includes(field) ? 'note' : 'line');
    if (text.trim() === '') faults.push(fault('blank', pointer, values));
    else if (character !== undefined) faults.push(fault('controlCharacter', pointer, { ...values, character }));
    else if (!readElsewhere.includes(field) && text !== text.trim().normalize('NFC')) {
      faults.push(fault('notNormalized', pointer, values, text.trim().normalize('NFC')));
    }
  }
  return faults;
}

/** Whether a text is there and has been found fit to be judged further; its own fault is reported by `textFaults`. */
export function readable(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '' && badCharacter(text, 'line') === undefined;
}

/** Words that are not in their option list, for the generation that the form names. */
export function codeListFaults(form: Judged, generation: Generation): Fault[] {
  const faults: Fault[] = [];
  for (const { text, path } of texts(form, [])) {
    const field = fieldOf(path).replace(/\[\]$/, '');
    if (!Object.hasOwn(codedFields, field) || !readable(text)) continue;
    const list = codedFields[field as keyof typeof codedFields];
    if (isUnderstood(list, generation, text)) continue;
    const normal = text.trim().normalize('NFKC');
    const offer = [normal, `${normal}族`].find((word) => isUnderstood(list, generation, word));
    const values = {
      field: labelOf(path),
      generation,
      value: quoted(text),
      allowed: allowedWords(list, generation, text),
    };
    faults.push(fault('notInCodeList', pointerOf(path), values, offer));
  }
  return faults;
}

/** Characters that no font of the prints has: never refused, but said while the clerk is still at it. */
export function unprintableCharacters(form: Judged): Fault[] {
  return [...texts(form, [])].flatMap(({ text, path }) => {
    const characters = readable(text) ? unprintable(text) : [];
    if (characters.length === 0) return [];
    return [fault('unprintable', pointerOf(path), { field: labelOf(path), characters: characters.join('、') })];
  });
}

function* texts(value: unknown, path: Step[]): Generator<{ text: string; path: Step[] }> {
  if (typeof value === 'string') yield { text: value, path };
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* texts(item, [...path, index]);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* texts(item, [...path, key]);
  }
}
