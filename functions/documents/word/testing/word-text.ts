import { partsOf, textIn } from '../../../../test/support/ooxml.ts';

/** All text of a Word file's body in reading order, line ends and other white space left out, once it is seen to be one. */
export const wordText = (file: Uint8Array): string => textIn(bodyOf(file), 'w:t').replace(/\s/g, '');

/** The body's XML. */
export function bodyOf(file: Uint8Array): string {
  const body = partsOf(file)['word/document.xml'];
  if (body === undefined) throw new Error('A Word file without a document.');
  return body;
}
