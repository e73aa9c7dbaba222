import { expect, it } from 'vitest';
import { findProfile } from './profiles.ts';

it('names the provinces there are when asked for one there is not', () => {
  expect(() => findProfile('110000')).toThrow(/No province 110000.*370000.*530000/);
});
