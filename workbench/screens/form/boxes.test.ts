import { expect, it } from 'vitest';
import { DraftForm } from '../../../shared/form/form.ts';
import { type Box, sections } from './boxes.ts';

const texts: readonly Box['kind'][] = ['line', 'note', 'word', 'words', 'digits'];
const boxes = sections.flatMap((section) => section.boxes).filter(({ kind }) => texts.includes(kind));

/** A form of which one box holds this text. */
function formWith({ field, kind }: Box, text: string): object {
  const value = kind === 'words' ? [text] : text;
  const [section = '', name] = field.split('.');
  if (name === undefined) return { [section]: value };
  return section.endsWith('[]') ? { [section.slice(0, -2)]: [{ [name]: value }] } : { [section]: { [name]: value } };
}

it('takes no longer a text than can be kept: a box that holds more would stop everything else from being saved', () => {
  expect(boxes.length).toBeGreaterThan(40);
  const tooLong = boxes.filter((box) => !DraftForm.safeParse(formWith(box, '字'.repeat(box.max))).success);
  expect(tooLong.map(({ field }) => field)).toEqual([]);
});
