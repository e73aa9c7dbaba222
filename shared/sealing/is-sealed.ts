import type { Sealed } from './sealed.ts';

/** Whether this is a sealed text: nothing else has its shape. Apart from the schema, which whoever only reads need not carry. */
export function isSealed(value: object): value is Sealed {
  return Object.keys(value).sort().join() === 'iv,text';
}
