import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProvince } from '../../infra/profiles.ts';
import { provinceApp } from '../../infra/province-app.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { type Stage, stackName } from '../../shared/province/stage.ts';

export interface Resource {
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: templates are JSON of a hundred shapes; each test names what it expects.
  Properties: Record<string, any>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

export interface Template {
  Parameters?: Record<string, { Type: string; Default: string }>;
  Resources: Record<string, Resource>;
}

export interface Synthesis {
  /** Names of the stacks in the assembly. */
  stacks: string[];
  region: string;
  template: Template;
  /** Nobody deletes the stack before they have said that it may be deleted. */
  isProtected: boolean;
  /** Findings of cdk-nag, whether they stop synthesis (errors) or not (warnings). */
  findings: { ruleName: string }[];
}

/** A day of the years whose calendar is known. */
const today = '2026-09-07';

const done = new Map<string, Synthesis>();

/** The province as `cdk synth` writes it, without the bundles, which no test here reads. */
export function synthesise(code: string): Synthesis {
  return synthesiseWith(code, { validated: true });
}

/** The same template, without CloudFormation's own validation of it, which takes most of the time. */
export function synthesiseQuickly(code: string, stage: Stage = 'production'): Synthesis {
  const found = done.get(`${code} ${stage}`) ?? synthesiseWith(code, { stage });
  done.set(`${code} ${stage}`, found);
  return found;
}

/** The same, of a province whose profile says something else. */
export function synthesiseChanged(code: string, change: Partial<ProvinceProfile>): Template {
  return synthesiseWith(code, { change }).template;
}

interface Options {
  stage?: Stage;
  validated?: boolean;
  change?: Partial<ProvinceProfile>;
}

function synthesiseWith(province: string, options: Options): Synthesis {
  const { stage = 'production', validated = false, change = {} } = options;
  const outdir = mkdtempSync(join(tmpdir(), 'jdlk-synth-'));
  try {
    const { profile } = findProvince(province, stage, today);
    provinceApp(() => ({ profile: { ...profile, ...change }, unconfirmed: [] }), {
      outdir,
      builtinCloudFormationValidation: validated,
      context: { province, stage, 'aws:cdk:bundling-stacks': [] },
    }).synth();
    const report = readJson(join(outdir, 'validation-report.json')) as {
      pluginReports?: { violations: Synthesis['findings'] }[];
    };
    const { artifacts } = readJson(join(outdir, 'manifest.json')) as {
      artifacts: Record<string, { properties?: { terminationProtection?: boolean } }>;
    };
    const stacks = readdirSync(outdir).filter((name) => name.endsWith('.template.json'));
    return {
      stacks: stacks.map((name) => name.replace('.template.json', '')),
      region: profile.region,
      isProtected: artifacts[stackName(profile)]?.properties?.terminationProtection === true,
      template: readJson(join(outdir, `${stackName(profile)}.template.json`)) as Template,
      findings: (report.pluginReports ?? []).flatMap(({ violations }) => violations),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** [logical id, resource] of one type. */
export function ofType({ Resources }: Template, type: string): [string, Resource][] {
  return Object.entries(Resources).filter(([, resource]) => resource.Type === type);
}

/** The one resource of a type. Throws if there is none or more than one. */
export function theOnly(template: Template, type: string): Resource {
  const [only, ...others] = ofType(template, type);
  if (!only || others.length > 0) {
    throw new Error(`Expected one ${type}, found ${others.length + (only ? 1 : 0)}`);
  }
  return only[1];
}

/** The logical id that a Ref or GetAtt points to. */
export function target(reference: unknown): string | undefined {
  const { Ref, 'Fn::GetAtt': attribute } = (reference ?? {}) as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  return Ref ?? attribute?.[0];
}

/** Every string in a template with the keys that lead to it. */
export function strings(value: unknown, path: readonly string[] = []): { text: string; path: readonly string[] }[] {
  if (typeof value === 'string') {
    return [{ text: value, path }];
  }
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => strings(inner, [...path, key]));
}

/** The name (as in infra/functions.ts) of each function by its logical id. */
export function functionNamesById(template: Template, code: string): Map<string, string> {
  return new Map(
    ofType(template, 'AWS::Lambda::Function').map(([id, { Properties }]) => [
      id,
      String(Properties.FunctionName).replace(`jdlk-${code}-`, ''),
    ]),
  );
}
