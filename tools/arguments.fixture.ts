/**
 * Run by its path, with what to call as JSON on standard input, [file, …arguments] each: calls one tool after the other in this
 * process, which loads what they have in common once, and prints as JSON how each ended and what it said until then. By
 * `process.exit` a tool ends itself; here an error stops it there, and what it may still say is not heard.
 */

import { registerHooks } from 'node:module';
import { json } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

export interface Ended {
  code: number | string | null;
  said: string;
}

/** The tool that runs. */
let running: { said: string; end(code: Ended['code']): void } | undefined;

const exit = process.exit.bind(process);
process.exit = (code) => {
  const tool = running;
  running = undefined;
  tool?.end(code ?? process.exitCode ?? 0);
  throw new Error('the tool has ended');
};
process.on('unhandledRejection', () => undefined);
const print = process.stdout.write.bind(process.stdout);
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (text: string | Uint8Array) => {
    if (running) running.said += text;
    return true;
  };
}

// Another query is another module, so that a tool begins anew each time; and each is told that it was run by its path.
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!/\?\d+$/.test(url)) return loaded;
    return { ...loaded, source: String(loaded.source).replace('import.meta.main', 'true') };
  },
});

async function called([file = '', ...asked]: string[], place: number): Promise<Ended> {
  process.argv = [process.execPath, file, ...asked];
  process.exitCode = undefined;
  const ended = Promise.withResolvers<Ended['code']>();
  const tool = { said: '', end: ended.resolve };
  running = tool;
  void import(`${pathToFileURL(file).href}?${place}`).then(
    () => ended.resolve(process.exitCode ?? 0),
    (error) => ended.resolve(String(error)),
  );
  const code = await ended.promise;
  running = undefined;
  await turn();
  return { code, said: tool.said };
}

const all: Ended[] = [];
for (const [place, call] of ((await json(process.stdin)) as string[][]).entries()) all.push(await called(call, place));
print(JSON.stringify(all), () => exit(0));
