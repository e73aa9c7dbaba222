import * as z from 'zod/mini';
import { mostPlans } from './plan-state.ts';

/** 第几份帮扶计划. Apart from what only asks how far a plan is: that carries no schema. */
export const planNumber = z.int().check(z.minimum(1), z.maximum(mostPlans));
