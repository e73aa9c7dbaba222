import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { json } from 'node:stream/consumers';
import { type BuildOptions, build, type Plugin } from 'esbuild';

/**
 * Run by its path, with esbuild's options and what lies beside a bundle as JSON on standard input: bundles, and trims the
 * packages on the way. A process of its own: CDK makes constructs synchronously, and esbuild takes a plugin only when it
 * need not answer at once.
 */

/** What stands in for parts of packages that they import by relative paths, where an alias does not reach. */
const emptied: [filter: RegExp, contents: string][] = [
  // Types of a thousand kinds of files: our mails have no attachment.
  [
    /\/nodemailer\/dist\/esm\/mime-funcs\/mime-types\.js$/,
    "export const detectMimeType=()=>'application/octet-stream';export const detectExtension=()=>'bin';",
  ],
  // Relays of well-known providers by their names: ours is told by its host.
  [/\/nodemailer\/dist\/esm\/well-known\/index\.js$/, 'export default()=>false;'],
];

/**
 * The errors of some services that are caught by their class, read for what they hold, or say that they may be tried again. Any
 * other error of these services is the service's own, with the same name, status and message.
 */
const withClasses: Record<string, readonly string[]> = {
  dynamodb: ['ConditionalCheckFailedException', 'TransactionCanceledException', 'TransactionInProgressException'],
  kms: [],
  'secrets-manager': [],
};

const trimming: Plugin = {
  name: 'trimming',
  setup(build) {
    for (const [filter, contents] of emptied) build.onLoad({ filter }, () => ({ contents, loader: 'js' }));
    // esbuild keeps an object with a computed key, because making one may run code: most of a client's schemas, which say
    // of every operation how it is written. Their keys are constants: written out, only what is called stays.
    build.onLoad({ filter: /\/@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_0\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const constants = new Map(
        [...text.matchAll(/^const (_\w+) = ("[^"]*");$/gm)].map(([, name, value]) => [name, value]),
      );
      const written = text.replace(/\[(_\w+)\]:/g, (key, name) =>
        constants.has(name) ? `${constants.get(name)}:` : key,
      );
      const kept = withClasses[/client-([a-z-]+)\//.exec(path)?.[1] ?? ''];
      const contents = written.replace(/^n0_registry\.registerError\(\w+\$, (\w+)\);$/gm, (line, name) =>
        kept === undefined || kept.includes(name) ? line : '',
      );
      return { contents, loader: 'js' };
    });
    // Which partition a region is of, its name says: the list of all regions with their descriptions is not needed for it.
    build.onLoad({ filter: /\/@aws-sdk\/core\/dist-es\/.*\/partitions\.js$/ }, async ({ path }) => {
      const { partitionsInfo } = (await import(path)) as { partitionsInfo: { partitions: { id: string }[] } };
      const partitions = partitionsInfo.partitions
        .filter(({ id }) => id === 'aws' || id === 'aws-cn')
        .map((each) => ({ ...each, regions: {} }));
      return { contents: `export const partitionsInfo=${JSON.stringify({ partitions })};`, loader: 'js' };
    });
    // Each client reads its version out of the whole of its package.json.
    build.onLoad({ filter: /\/@aws-sdk\/client-[^/]+\/package\.json$/ }, ({ path }) => ({
      contents: JSON.stringify({ version: JSON.parse(readFileSync(path, 'utf8')).version }),
      loader: 'json',
    }));
  },
};

const { options, later } = (await json(process.stdin)) as { options: BuildOptions; later: Record<string, string> };

/** What is imported when it is asked for lies beside the bundle, in a file of its own. */
const beside: Plugin = {
  name: 'beside',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, resolveDir }) => {
      const file = kind === 'dynamic-import' ? later[resolve(resolveDir, path)] : undefined;
      return file === undefined ? undefined : { path: `./${file}`, external: true };
    });
  },
};

await build({ ...options, plugins: [trimming, beside] });
