import { expect, it } from 'vitest';
import { findProvince } from './profiles.ts';

it('names the provinces there are when asked for one there is not', () => {
  expect(() => findProvince('710000', '2026-11-23')).toThrow(/No province 710000.*370000.*530000/);
});
