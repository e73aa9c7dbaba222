import type { Sealed } from './sealed.ts';

/** Whether this is a sealed text: nothing else has its shape. Apart from the schema, which whoever only reads need not carry. */
export function isSealed(value: object): value is Sealed {
  return Object.hasOwn(value, 'iv') && Object.hasOwn(value, 'text') && Object.keys(value).length === 2;
}
