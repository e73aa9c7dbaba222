import type { AnswerOf } from '../../../shared/contract/types.ts';

/** A dossier as its reader may see it. */
export type Detail = AnswerOf<'getDossier'>;
