import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { SpotCheck } from '../../shared/registry/spot-checks.ts';
import { log } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { anchors, spotChecks } from '../../shared/services/services.ts';
import { drawn, seedOf } from '../../shared/spot-checks/draw.ts';
import { agreedNumbers } from '../../shared/spot-checks/entries.ts';
import { frameDigest, type Listed } from '../../shared/spot-checks/frame.ts';

/** Of one whose place another took. */
export const replaced = '这一次已经由后来准备的一次代替，不再抽：请办后来的那一次。';

/** The draw as it comes out now and ever; E1342 with the reason while it cannot be made. */
export async function made(
  app: App,
  check: SpotCheck,
  now: Date,
): Promise<{ seed: string; root: string; numbers: string; sample: Listed[] }> {
  const numbers = agreedNumbers(check.entries);
  const day = dateInShanghai(check.at);
  const anchor = await anchors(app).of(day);
  const { on } = check.publicDraw;
  if (check.drawn !== null) refuse('已经抽过，抽到的不会变。');
  if (check.replacedBy !== null) refuse(replaced);
  if (dateInShanghai(now) <= on) refuse(`写明的开奖日期 ${on} 还没有过完，第二天起才抽。`);
  if (numbers === null) refuse('号码还没有两个人录得一样。');
  if (anchor === undefined) refuse(`列框那一天（${day}）的日志还没有锚定，没有根；每天凌晨两点锚定前一天的。`);
  const frame = await spotChecks(app).frame(check);
  if (frameDigest(frame) !== check.digest) {
    log('error', 'frame of a spot check is not the one whose digest was recorded', { spotCheck: check.id });
    refuse('框里的户与当时记下的摘要不符，有人动过，不能照它抽：请值守的人核对；开奖三十天以后可以另准备一次代替它。');
  }
  const seed = seedOf({ digest: check.digest, root: anchor.root, numbers });
  return { seed, root: anchor.root, numbers, sample: drawn(frame, seed) };
}

function refuse(detail: string): never {
  throw new Problem(1342, { detail });
}
