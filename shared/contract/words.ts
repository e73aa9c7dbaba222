import * as z from 'zod';

/**
 * Words to choose from, each with what people call it. The description, the faults of a body and the titles in the API
 * description all take them from here, so they agree.
 *
 * @param name what is chosen, in Chinese
 * @param titles each word with its title
 */
export function words<T extends string>(name: string, titles: Record<T, string>): z.ZodEnum<{ [K in T]: K }> {
  const explained = Object.entries(titles).map(([word, title]) => `${word} ${title}`);
  const schema = z.enum(Object.keys(titles) as [T, ...T[]]) as unknown as z.ZodEnum<{ [K in T]: K }>;
  return schema.meta({ description: `${name}：${explained.join('、')}`, titles });
}
