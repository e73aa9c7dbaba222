/**
 * `node tools/mini-program/build.ts [province [stage]]`: the mini-program of a province in out/mini-program, to be opened
 * by WeChat's developer tools; prints how much of a package it is.
 */
import { join } from 'node:path';
import { findProvince } from '../../infra/profiles.ts';
import { countiesOf } from '../../shared/divisions/divisions.ts';
import { stages } from '../../shared/province/stage.ts';
import { argumentsOf, misused } from '../arguments.ts';
import { firstMorning, project } from '../clouds.ts';
import { bundleMiniProgram, mostOfPackage } from './bundle.ts';

const usage = 'npm run build:mini-program [-- <省级行政区划代码> [test|pilot|production]]';
const [code = '530000', named = 'production'] = argumentsOf({}, 2, usage).positionals;
const stage = stages.find((each) => each === named);
if (stage === undefined) misused(`没有“${named}”这个阶段`, usage);
const { name, union, signIn, web } = findProvince(code, stage, firstMorning.slice(0, 10)).profile;
const folder = join(project, 'out', 'mini-program');
const size = bundleMiniProgram(folder, {
  api: web.publicBaseUrl.replace(/\/$/, ''),
  issuer: signIn.issuer,
  clientId: signIn.clientId,
  province: name,
  union,
  divisions: countiesOf(code),
});
const share = Math.round((100 * size) / mostOfPackage);
console.log(`out/mini-program：${name}，${(size / 1024).toFixed(0)} KB，占微信一个包 2 MB 的 ${share}%`);
if (size > mostOfPackage) process.exitCode = 1;
