import * as z from 'zod/mini';
import { mostFindingEvidence, type Remedy, remedies } from '../../dossier/spot-check-state.ts';
import {
  type Finding,
  type Frame,
  findings,
  frameCodes,
  frames,
  type Instrument,
  instruments,
} from '../../spot-checks/words.ts';
import { OrgPath } from '../org-path.ts';
import { descriptionOf, words } from '../words.ts';
import { line, opinion } from './texts.ts';

export const instrument = words<Instrument>('哪一种抽查', instruments);
export const frame = words<Frame>('抽样框', frames);
export const finding = words<Finding>('结论', findings);
export const remedy = words<Remedy>('怎样整改的', remedies);

export const PrepareSpotCheckBody = z
  .strictObject({
    orgPath: OrgPath.check(z.describe('抽查哪里的档案：县级或县级以上的工会')),
    own: z
      .exactOptional(z.literal(true))
      .check(z.describe('只抽市、省总工会的本级和直属单位，不抽各县的；不写为连同各县。县的不写')),
    instrument,
    frames: z
      .array(frame)
      .check(
        z.minLength(1),
        z.maxLength(frameCodes.length),
        z.describe(
          `${descriptionOf(frame)}。覆盖抽查只有“在册”；一户只在一个框里，既在边缘名单上又是不予建档的，算不予建档`,
        ),
      ),
    percent: z
      .exactOptional(z.int().check(z.minimum(1), z.maximum(100)))
      .check(z.describe('覆盖抽查：抽百分之几；不写为本省配置的一年的比例。估计抽样不写')),
    halfWidth: z
      .exactOptional(z.int().check(z.minimum(5), z.maximum(200)))
      .check(z.describe('估计抽样：希望的半宽，千分之几；不写为 50（±5%）。覆盖抽查不写')),
    expected: z
      .exactOptional(z.int().check(z.minimum(1), z.maximum(500)))
      .check(z.describe('估计抽样：估计差错率最多有千分之几；不写为 500，抽得最多，也最稳妥')),
    publicDraw: z
      .strictObject({
        name: line(60).check(z.describe('用哪一次公开抽奖的号码，如“中国福利彩票双色球第 2027025 期”')),
        on: z.iso.date().check(z.describe('哪一天开奖：明天起、九十天以内')),
      })
      .check(z.describe('事先写明，谁也不能等看了号码再选')),
  })
  .register(z.globalRegistry, { id: 'PrepareSpotCheckBody', title: '准备抽查' });

export const EnterDrawNumbersBody = z
  .strictObject({
    numbers: line(120).check(z.describe('开出的号码，照公布的次序，用空格隔开')),
    source: line(200).check(z.describe('从哪里抄来的：网址，或者报纸的日期和版面')),
  })
  .register(z.globalRegistry, { id: 'EnterDrawNumbersBody', title: '公开抽奖的号码' });

export const RecordFindingBody = z
  .strictObject({
    check: z.string().check(z.describe('抽查的标识')),
    finding,
    seen: opinion.check(z.describe('看到的、问到的，为什么这样认为')),
    evidence: z
      .array(z.string())
      .check(z.maxLength(mostFindingEvidence), z.describe('佐证：这一份档案收下的附件的标识')),
  })
  .register(z.globalRegistry, { id: 'RecordFindingBody', title: '抽查结论' });

export const RecordRemedyBody = z
  .strictObject({
    check: z.string().check(z.describe('抽查的标识')),
    how: remedy,
    done: opinion.check(z.describe('做了什么；不改的写为什么')),
  })
  .register(z.globalRegistry, { id: 'RecordRemedyBody', title: '整改' });
