import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { noEffect } from './property-shapes.ts';

const manifestShape = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      displayName: z.string().optional(),
      properties: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

const assetsShape = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string().optional() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** A resource; whatever else may stand on one (a Condition, an UpdatePolicy) is refused. */
const resourceShape = z.strictObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).optional(),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
  ...noEffect('Metadata', 'DeletionPolicy', 'UpdateReplacePolicy'),
});

/** A template without parameters, mappings or conditions: everything is decided when it is synthesised. */
export const templateShape = z.strictObject({
  Resources: z.record(z.string(), resourceShape),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
  ...noEffect('Description'),
});
type Template = z.infer<typeof templateShape>;

/** One synthesised stack: its template and where its assets lie. */
export interface Assembly {
  stackName: string;
  region: string;
  account: string;
  template: Template;
  /** The file or directory behind an asset's S3 key. */
  asset(objectKey: string): string | undefined;
}

/**
 * Reads a CDK cloud assembly (a directory with manifest.json) that holds exactly one stack.
 * @throws Error with a Chinese sentence when there is no assembly, or not exactly one stack in it.
 */
export function loadAssembly(directory: string): Assembly {
  const dir = resolve(directory);
  const manifestFile = join(dir, 'manifest.json');
  if (!existsSync(manifestFile)) throw new Error(`${dir} 里没有 manifest.json：请先用 cdk synth 生成`);
  const { artifacts } = manifestShape.parse(readJson(manifestFile));
  const stacks = Object.entries(artifacts).filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack');
  const [only] = stacks;
  if (!only || stacks.length > 1) throw new Error(`${dir} 里应当恰有一个栈，现有 ${stacks.length} 个`);
  const [id, stack] = only;
  const [account, region] = environmentOf(stack.environment);
  return {
    stackName: String(stack.properties?.stackName ?? stack.displayName ?? id),
    region,
    account,
    template: templateShape.parse(readJson(join(dir, String(stack.properties?.templateFile)))),
    asset: assetFinder(dir, Object.values(artifacts)),
  };
}

function assetFinder(dir: string, artifacts: z.infer<typeof manifestShape>['artifacts'][string][]) {
  const paths = new Map<string, string>();
  for (const artifact of artifacts) {
    if (artifact.type !== 'cdk:asset-manifest') continue;
    const { files } = assetsShape.parse(readJson(join(dir, String(artifact.properties?.file))));
    for (const { source, destinations } of Object.values(files)) {
      if (source.path === undefined) continue;
      for (const { objectKey } of Object.values(destinations)) paths.set(objectKey, join(dir, source.path));
    }
  }
  return (objectKey: string) => paths.get(objectKey);
}

/** `aws://account/region`; a stack without a fixed environment gets stand-ins. */
function environmentOf(environment: string | undefined): [account: string, region: string] {
  const [account, region] = (environment ?? '').replace('aws://', '').split('/');
  return [
    !account || account === 'unknown-account' ? '000000000000' : account,
    !region || region === 'unknown-region' ? 'cn-northwest-1' : region,
  ];
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
