import * as z from 'zod/mini';

/** A schema with what it is called, and what else is to be said of it, in Chinese. */
export const titled = <S extends z.ZodMiniType>(schema: S, title: string, description?: string): S =>
  schema.check(z.meta({ title, ...(description === undefined ? {} : { description }) })) as S;
