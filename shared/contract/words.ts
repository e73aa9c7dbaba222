import * as z from 'zod/mini';

/**
 * Words to choose from, each with what people call it. The description, the faults of a body and the titles in the API
 * description all take them from here, so they agree.
 *
 * @param name what is chosen, in Chinese
 * @param titles each word with its title
 * @param named its name as a component of the API description, where it is one
 */
export function words<T extends string>(
  name: string,
  titles: Record<T, string>,
  named?: { id: string; title: string },
): z.ZodMiniEnum<{ [K in T]: K }> {
  const explained = Object.entries(titles).map(([word, title]) => `${word} ${title}`);
  const schema = z.enum(Object.keys(titles) as [T, ...T[]]) as unknown as z.ZodMiniEnum<{ [K in T]: K }>;
  return schema.register(z.globalRegistry, { description: `${name}：${explained.join('、')}`, titles, ...named });
}

/** What a schema says of itself: of words to choose from, what each of them means. */
export function descriptionOf(schema: z.core.$ZodType): string {
  return z.globalRegistry.get(schema)?.description ?? '';
}
