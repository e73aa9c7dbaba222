import { afterAll, expect } from 'vitest';
import { tellReached } from './reached.ts';

// Each file of tests has a process of its own meanwhile.
afterAll(() => tellReached(String(expect.getState().testPath)));
