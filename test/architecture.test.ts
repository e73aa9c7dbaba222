import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';

/**
 * The plan of `shared/`, from the ground up: a room may use the rooms on the floors below its own, and no other. A new
 * room goes on the lowest floor that is above all it uses.
 */
const floors: readonly (readonly string[])[] = [
  // What any program has: texts, files of comma-separated values, workbooks, money, days, a function's surroundings.
  // And what of a table may be told so that nothing small follows from it.
  ['text', 'csv', 'workbook', 'word', 'money', 'calendar', 'digest', 'runtime', 'few'],
  // Numbers of people, divisions of the country, errors by number, sealing, the words for what is decided about a household.
  // And what proves from outside what was recorded.
  ['identity', 'divisions', 'errors', 'sealing', 'matters', 'anchors', 'spot-checks'],
  // 档案表, when two of them are alike, and the unions.
  ['form', 'duplicates', 'organisation'],
  // What a household is judged by, and what of it is shown to whom.
  // And what of all is reported upwards.
  ['standards', 'privacy', 'returns'],
  // 帮扶台账: what households are given, and out of which funds. What they are told, and agreed to.
  ['ledger', 'consent'],
  // With whom what households say is checked, and what they sign for it.
  ['checking'],
  // Everything in which one province differs from another.
  ['province'],
  // What is published each year: working days and subsistence lines.
  ['gazette'],
  // 档案: its deeds, its journal, its state.
  ['dossier'],
  // What the workflow asks of its functions, and how long it waits.
  ['workflow'],
  // What the table's stream tells those who act on it.
  ['dispatch'],
  // Who may do what; files that are added; pages that a link opens.
  ['access', 'attachments', 'pages', 'application'],
  // The unions and their people: who is called what, and who is asked; what is owed, by whom and by when.
  ['directory', 'tasks'],
  // What reports count of dossiers, entry by entry; what of people's conduct an inspector is told.
  ['history', 'inspection'],
  // Where dossiers are kept, and what is agreed with clients.
  ['registry', 'contract'],
  // The one place where everything is put together for a function.
  ['services'],
  // Lists for clients, and requests over HTTP.
  ['code-lists', 'http'],
];

/** What runs on this kind of machine only. Any room may use it, by its name `#platform/…`; a browser brings its own. */
const PLATFORM = 'platform';

/** Imports that the plan does not allow, each with the reason why it stands. */
const exceptions: Record<string, string> = {};

/** Rooms that a browser will need: nothing in them, or in what they use, is Node's own. */
const forBrowsers = [
  'application',
  'contract',
  'form',
  'standards',
  'code-lists',
  'divisions',
  'money',
  'calendar',
  'identity',
  'errors',
  'ledger',
  'matters',
];

/** Rooms that know AWS; the others are the domain, and know nothing of where it runs. */
const knowAws = ['runtime', 'sealing', 'dispatch', 'registry', 'http', 'services'];

/** What a top-level folder may use of the others. Tests stand above all of them. */
const folders: Record<string, readonly string[]> = {
  shared: [],
  functions: ['shared'],
  infra: ['shared'],
  workflows: ['shared', 'infra'],
  workbench: ['shared'],
  clients: ['shared'],
  local: [],
  tools: ['shared', 'infra', 'workflows', 'local', 'functions', 'clients'],
  bench: ['shared', 'infra', 'local', 'functions', 'tools', 'test'],
};

interface Import {
  file: string;
  of: string;
}

const root = new URL('..', import.meta.url).pathname;
const isTest = (path: string) => /(\.(test|fixture)\.ts|\/testing\/[^/]+)$/.test(path);
const withTests = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('node_modules'))
    .map((path) => join(folder, path));
const sources = (folder: string): string[] => withTests(folder).filter((path) => !isTest(path));

/** A file's text without its comments: one may stand in the middle of an import, or speak of Node. */
const codeOf = (file: string): string =>
  readFileSync(join(root, file), 'utf8').replace(/(?<![^\s(,{])(?:\/\*[\s\S]*?\*\/|\/\/.*)/g, '');

/** Everything that a file imports: paths from the root for our own files, names for packages. */
function importsOf(file: string): Import[] {
  const specifiers = [
    ...codeOf(file).matchAll(/^(?:import|export) (?:[\w$*{},\s]+ from )?'([^'\n]+)';|\bimport\(\s*'([^']+)'/gm),
  ];
  return specifiers.map(([, from, dynamic]) => {
    const of = (from ?? dynamic) as string;
    return { file, of: of.startsWith('.') ? normalize(join(dirname(file), of)) : of };
  });
}

const inShared = sources('shared').flatMap(importsOf);
const roomOf = (path: string) => path.split('/')[1] as string;
const floorOf = (room: string) => floors.findIndex((rooms) => rooms.includes(room));
const told = ({ file, of }: Import) => `${file} → ${of}`;

describe('the rooms of shared/', () => {
  it('are all on the plan, each once', () => {
    const rooms = readdirSync(join(root, 'shared'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect([...floors.flat(), PLATFORM].toSorted()).toEqual(rooms.toSorted());
  });

  it('use only what is below them', () => {
    const upwards = inShared.filter(({ file, of }) => {
      if (!of.startsWith('shared/') || roomOf(of) === roomOf(file)) return false;
      return floorOf(roomOf(of)) >= floorOf(roomOf(file)) || roomOf(of) === PLATFORM;
    });
    expect(upwards.map(told).filter((each) => !Object.hasOwn(exceptions, each))).toEqual([]);
  });

  it('of the domain know nothing of AWS', () => {
    const aws = inShared.filter(({ of }) => /^(@aws|aws-|@middy|@smithy)/.test(of));
    expect(aws.filter(({ file }) => !knowAws.includes(roomOf(file))).map(told)).toEqual([]);
  });

  it('that a browser needs have nothing of Node, nor has what they use', () => {
    const reached = new Set(forBrowsers.flatMap((room) => sources(`shared/${room}`)));
    for (const file of reached) {
      for (const { of } of importsOf(file)) if (of.endsWith('.ts')) reached.add(of);
    }
    const node = [...reached].flatMap(importsOf).filter(({ of }) => of.startsWith('node:'));
    expect(node.map(told)).toEqual([]);
    const globals = /(?<![\w.'])(Buffer|process|require|setImmediate|__dirname|__filename)(?=[.([])/;
    expect([...reached].filter((file) => globals.test(codeOf(file)))).toEqual([]);
    expect(reached.size).toBeGreaterThan(100);
  });

  it('that a browser needs can be bundled for one, with the packages that they use', () => {
    const bundle = () =>
      buildSync({
        entryPoints: forBrowsers.flatMap((room) => sources(`shared/${room}`)),
        absWorkingDir: root,
        bundle: true,
        platform: 'browser',
        format: 'esm',
        splitting: true,
        external: [`#${PLATFORM}/*`],
        outdir: 'out',
        write: false,
        logLevel: 'silent',
      });
    expect(bundle).not.toThrow();
  });
});

it('nothing that is shipped uses what only tests have', () => {
  const shipped = ['shared', 'functions', 'infra'].flatMap(sources).flatMap(importsOf);
  expect(shipped.filter(({ of }) => isTest(of) || of.startsWith('test/')).map(told)).toEqual([]);
});

it('no example that a page is judged by is drawn by the examples: a function answered each of them', () => {
  const draws = /^import (?!type )[^']*'[^']*\/shared\/pages\//m;
  expect(withTests('test/support/examples').filter((file) => draws.test(codeOf(file)))).toEqual([]);
});

/** Packages that a package.json names, with their versions. */
function declared(file: string): Record<string, string> {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, file), 'utf8'));
  return { ...dependencies, ...devDependencies, ...optionalDependencies };
}
const project = declared('package.json');
const localCloud = declared('local/package.json');

describe('the packages', () => {
  /** Imports of packages that are not named, tests included. */
  const notNamed = (folder: string, named: Record<string, string>) =>
    withTests(folder)
      .flatMap(importsOf)
      .filter(({ of }) => !/^(node:|#|\$)|\.(ts|json)$/.test(of))
      .filter(({ of }) => {
        const name = /^(@[^/]+\/)?[^/]+/.exec(of)?.[0] as string;
        return !Object.hasOwn(named, name) && !Object.hasOwn(named, `@types/${name}`);
      });

  it('of local/ are named in its own package.json, the others in the one at the top', () => {
    const others = ['shared', 'functions', 'infra', 'workflows', 'tools', 'bench', 'test'].flatMap((each) =>
      notNamed(each, project),
    );
    expect([...others, ...notNamed('local', localCloud)].map(told)).toEqual([]);
  });

  it('that both name have one version, so that npm installs them once', () => {
    const both = Object.keys(localCloud).filter((name) => Object.hasOwn(project, name));
    expect(both.length).toBeGreaterThan(5);
    expect(both.filter((name) => localCloud[name] !== project[name])).toEqual([]);
  });
});

describe('the folders at the top', () => {
  it.each(Object.entries(folders))('%s uses of the others only what is below it', (folder, below) => {
    const across = sources(folder)
      .flatMap(importsOf)
      .filter(({ of }) => of.endsWith('.ts') && !of.startsWith(`${folder}/`))
      .filter(({ of }) => !below.includes(of.split('/')[0] as string));
    expect(across.map(told)).toEqual([]);
  });

  it('functions stand apart: a capability uses none of another, save what opens a link', () => {
    const across = sources('functions')
      .flatMap(importsOf)
      .filter(({ file, of }) => of.startsWith('functions/') && roomOf(of) !== roomOf(file));
    expect(across.filter(({ of }) => !of.startsWith('functions/links/')).map(told)).toEqual([]);
  });
});
