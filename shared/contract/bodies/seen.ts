import * as z from 'zod/mini';

/** What whoever decides has seen: their word is not taken for what came of the dossier since. */
export const seenMatter = z
  .int()
  .check(z.minimum(1), z.describe('看到的是第几件事项：档案的 matter.matter；此后又有一件的，看过再办'));
export const seenRevision = z
  .optional(z.int().check(z.minimum(1)))
  .check(z.describe('看到的是第几次登记：列表里的 revision；新登记的不写；此后又改过的，看过再改'));
export const seenForm = z
  .int()
  .check(z.minimum(1), z.describe('看的是哪一份档案表：已提交的那一份的编号；此后又交了一份的，看过再办'));
