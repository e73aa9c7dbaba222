import { existsSync, statSync } from 'node:fs';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** Ends the tool with exit code 2 and one sentence: what is wrong with how it was called, and how to call it. */
export function misused(wrong: string, usage: string): never {
  console.error(`${wrong}；用法：${usage}`);
  process.exit(2);
}

/**
 * What the tool was called with. Ends it by `misused` for an option that it does not have, an option without its
 * value, and more names than it takes.
 *
 * @param most how many names, beside the options, it takes at most
 */
export function argumentsOf<T extends ParseArgsOptionsConfig>(options: T, most: number, usage: string) {
  const parsed = parse(options, usage);
  const extra = parsed.positionals[most];
  if (extra !== undefined) misused(`多了“${extra}”`, usage);
  return parsed;
}

function parse<T extends ParseArgsOptionsConfig>(options: T, usage: string) {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const named = /'(-[^' ]*)/.exec(message)?.[1] ?? '';
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') misused(`没有“${named}”这个选项`, usage);
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
      misused(`“${named}”的值不对：有值的要写出来，没有值的不能写`, usage);
    throw error;
  }
}

/** Ends the tool by `misused` when there is no such file. */
export function existing(file: string, usage: string): string {
  if (!existsSync(file) || !statSync(file).isFile()) misused(`没有文件“${file}”`, usage);
  return file;
}
