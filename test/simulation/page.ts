import type { Course } from './run.ts';
import { type Event, lineOf } from './timeline.ts';

/** The latest events of all that a page shows; of the household in question it shows all. */
const LATEST = 400;

/** What was found, and how to see it again. */
export interface Finding {
  course: Course;
  command: string;
  found: string;
  step: number;
  household: number | undefined;
}

/** A page with the timeline of a failing seed: the household in question from its beginning, and the latest of all. */
export function pageOf({ command, found, step, household }: Finding, events: readonly Event[]): string {
  const own = household === undefined ? [] : events.filter((event) => event.household === household);
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>模拟：找到一处</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
  pre { background: #f6f6f4; padding: .75rem; white-space: pre-wrap; }
  ol { list-style: none; padding: 0; font: 13px/1.6 ui-monospace, monospace; }
  .fault { background: #fdecc8; }
  .own { font-weight: 600; }
</style>
<h1>找到一处</h1>
<pre>${escaped(found)}</pre>
<p>第 ${step} 步。再看一遍：</p>
<pre>${escaped(command)}</pre>
${household === undefined ? '' : `<h2>第 ${household} 户的经过</h2>${listOf(own, household)}`}
<h2>最近的 ${Math.min(LATEST, events.length)} 步</h2>
${listOf(events.slice(-LATEST), household)}
</html>
`;
}

function listOf(events: readonly Event[], household: number | undefined): string {
  const items = events.map((event) => {
    const classes = [event.fault === undefined ? '' : 'fault', event.household === household ? 'own' : ''];
    return `<li class="${classes.join(' ').trim()}">${escaped(lineOf(event))}</li>`;
  });
  return `<ol>${items.join('\n')}</ol>`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
