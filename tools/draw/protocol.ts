import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { isFew } from '../../shared/few/few.ts';
import { areaOf, type SpotCheck } from '../../shared/registry/spot-checks.ts';
import { tellsFew } from '../../shared/spot-checks/beside-own.ts';
import { drawn, seedOf } from '../../shared/spot-checks/draw.ts';
import { type DrawFrame, frameDigest, frameLines, type Listed } from '../../shared/spot-checks/frame.ts';
import { instruments } from '../../shared/spot-checks/words.ts';

/** What whoever computes it again needs to be told. Only lines that begin with 层 or 户 are of the frame. */
const rule = [
  '规则：',
  '1 抽样框是下面以“层”和“户”开头的各行，照原样，每行以换行结束（UTF-8）。层：第几层、框、户数、抽几户，各层的户合起来是一个框。户：标识、第几层。',
  '2 摘要是这些行的 SHA-256，列框时就记下。',
  '3 种子是三行的 SHA-256：摘要、列框那一天的日志的根、公开抽奖的号码，每行以换行结束。号码去掉前面的零，用 - 连起来。',
  '4 每一户的次序是“种子、一个空格、标识”的 SHA-256。每一层里次序小的在前，取前几户。',
];

/** A 抽查 as it is printed, and what is wrong with it. */
export interface Protocol {
  lines: string[];
  faults: string[];
}

/** All that a stranger needs to find the same households; of one that is not drawn yet, what is known so far. */
export function protocolOf(check: SpotCheck, frame: DrawFrame, sample: readonly Listed[]): Protocol {
  const { id, instrument, publicDraw, entries } = check;
  const digest = frameDigest(frame);
  const isTold = !check.strata.some(({ size }, index) => isFew(size) || tellsFew(check, index));
  const known = [
    `抽查 ${id}：${areaOf(check)}，${instruments[instrument]}`,
    ...rule,
    ...(isTold
      ? frameLines(frame)
      : ['有一层不到五户，或者除去本级的不到五户，各层、各户不印：印了就说出是谁家。由值守的人照存着的再算。']),
    `摘要 ${digest}`,
    `列框 ${dateInShanghai(check.at)}`,
    `公开抽奖 ${publicDraw.on} ${publicDraw.name}`,
    ...entries.map(({ by, at, numbers, source }) => `录入 ${at} ${by} ${numbers}（${source}）`),
  ];
  const altered = digest === check.digest ? [] : [`框与当时记下的摘要 ${check.digest} 不符`];
  if (check.drawn === null) {
    const open = check.replacedBy === null ? '还没有抽。' : `由抽查 ${check.replacedBy} 代替，不再抽。`;
    return { lines: [...known, open], faults: altered };
  }
  const { root, numbers } = check.drawn;
  const seed = seedOf({ digest, root, numbers });
  const again = drawn(frame, seed);
  const isSame = again.length === sample.length && again.every((each, i) => each.dossier === sample[i]?.dossier);
  return {
    lines: [
      ...known,
      `根 ${root}`,
      `号码 ${numbers}`,
      `种子 ${seed}`,
      ...(isTold ? again.map(({ dossier, stratum }) => `抽到 ${dossier} ${stratum}`) : []),
    ],
    faults: [
      ...altered,
      ...(seed === check.drawn.seed ? [] : ['种子与存着的不符']),
      ...(isSame ? [] : ['再算一遍，抽到的与存着的不符']),
    ],
  };
}
