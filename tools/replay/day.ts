import { isGone } from '../../shared/dossier/disposal-state.ts';
import { type JournalEntry, verify } from '../../shared/dossier/journal.ts';
import { openingContext } from '../../shared/dossier/seal-contexts.ts';
import { type DossierState, reduce } from '../../shared/dossier/state.ts';
import { isTemporary } from '../../shared/dossier/temporary-state.ts';
import { formatFen } from '../../shared/money/fen.ts';
import type { Dossier } from '../../shared/registry/dossier-reader.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, keyring, readings } from '../../shared/services/services.ts';
import { inWords } from './differences.ts';
import { standingInWords } from './standing.ts';
import { type Replayed, replayed } from './verdicts.ts';

/** What the tool prints, what it says went wrong, and its exit code. */
export interface DayReplayed {
  lines: string[];
  failure?: string;
  code: 0 | 1 | 2;
}

/**
 * How a dossier stood when a day was over, and the verdicts that counted then, each computed again. Who opens them and why is
 * written down first, where whoever may see who read of the household finds it: what cannot be written down is not opened.
 *
 * @param asked `day` and `today` ISO dates; `explain`: with the words of the verdicts, which tell of the household's means
 */
export async function replayDay(
  app: App,
  dossier: Dossier,
  { day, today, explain, by, reason }: { day: string; today: string; explain: boolean; by: string; reason: string },
): Promise<DayReplayed> {
  const lines: string[] = [];
  const not = (failure: string): DayReplayed => ({ lines, failure, code: 2 });
  const { id } = dossier;
  if (day > today) return not(`${day} 还没有到，今天是 ${today}`);
  const journal = (await dossierReader(app).journal(id)).slice(0, dossier.version);
  const [first] = journal;
  if (first === undefined || day < first.on) return not(`${day} 还没有这份档案：第一条日志是 ${first?.on} 记的`);
  const faults = verify(id, journal, dossier);
  if (faults.length > 0) return { lines: faults, failure: '日志不对，没有算', code: 1 };

  const entries = journal.filter(({ on }) => on <= day);
  const state = reduce(id, entries) as DossierState;
  lines.push(`档案 ${id}，${day} 这一天过完时：`);
  lines.push(...standingInWords(state, entries.at(-1) as JournalEntry).map((line) => `  ${line}`));
  if (dossier.state.orgPath !== state.orgPath) lines.push(`  以后移交了，现在在 ${dossier.state.orgPath}`);
  if (isGone(dossier.state)) return not(goneInWords(dossier.state));
  const counting = countingIn(state);
  if (counting.size === 0) lines.push('  这一天还没有认定过');
  let differ = 0;
  try {
    const now = app.now();
    const sealed = counting.size > 0 && (await keyring(app).seal(openingContext(id, now.toISOString()), reason));
    if (sealed) await readings(app).recordReplay(id, { by, reason: sealed }, now);
    for await (const verdict of replayed(app, id, entries, (version) => counting.has(version))) {
      lines.push('', `${counting.get(verdict.version)}（第 ${verdict.version} 条日志记的）：`);
      lines.push(...verdictInWords(verdict, explain).map((line) => `  ${line}`));
      if (verdict.differences.length > 0) differ++;
    }
  } catch (error) {
    if ((error as Error).name !== 'MissingDossierKey') throw error;
    return not('密钥表里没有这一户的密钥，认定打不开；这一户没有处置过，从密钥表的恢复里放回（npm run restore）');
  }
  return { lines, code: differ > 0 ? 1 : 0 };
}

function goneInWords({ disposal }: DossierState): string {
  const dark = disposal?.dark;
  return dark
    ? `这一户 ${dark.on} 到期处置，密钥已经销毁，认定的依据谁也打不开，不能再算；办过什么，日志里还看得到`
    : '这一户已经批准处置，内容谁也不能再看，不再算；办过什么，日志里还看得到';
}

/** By which entries the household was judged, and what of it each was. */
function countingIn(state: DossierState): Map<number, string> {
  const { inForce, matter } = state;
  const found = new Map<number, string>();
  const only = isTemporary(state) ? '，临时救助不凭它定' : '';
  if (inForce) found.set(inForce.assessment.version, `据以在册的认定${only}`);
  if (matter.assessment && !found.has(matter.assessment.version)) {
    found.set(matter.assessment.version, `第 ${matter.matter} 件事项的认定${only}`);
  }
  return found;
}

function verdictInWords({ said, form, basis, record, differences }: Replayed, explain: boolean): string[] {
  const { date, line, standards } = basis;
  const lineFrom = `${line.division} 每人每月 ${formatFen(line.fen)}，${line.from} 起`;
  const again = differences.length === 0 ? '与当时记下的一字不差' : `与当时记下的不同：${differences.join('；')}`;
  return [
    inWords(said),
    `第 ${form} 份档案表，按 ${date} 的规矩`,
    `标准：${standards.map(({ version, digest }) => `${version}（摘要 ${digest.slice(0, 12)}）`).join('、')}`,
    `低保标准：${lineFrom}${line.invented ? '（虚构的，仅供演示）' : ''}`,
    ...(explain ? record.explanation.map((sentence, index) => `  ${index + 1}. ${sentence}`) : []),
    `再算一遍：${again}`,
  ];
}
