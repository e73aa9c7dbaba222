import type { Application } from '../../shared/application/application.ts';
import { listed } from '../../shared/registry/applications.ts';
import type { Terms } from '../../shared/registry/dossiers.ts';
import { taskItems } from '../../shared/registry/tasks.ts';
import { applicationTasks } from '../../shared/tasks/application-tasks.ts';
import { isSame } from './head.ts';
import type { StoredItem } from './stored.ts';

/** Everything beside an application that is no dossier yet. */
const beside = /^(APPLICATION|TASK#\w+#\d{4}|ATT#\w{26}|SLOT#\d\d)$/;

/** What is wrong with an application of which no dossier was made: what is owed, and where it stands in the lists, follow from its state. */
export function applicationFaults(
  item: StoredItem,
  items: readonly StoredItem[],
  termsOf: (province: string) => Terms | undefined,
): string[] {
  const state = stateIn(item);
  if (state === undefined) return ['申请的状态读不出'];
  const odd = items.filter(({ sk }) => !beside.test(sk)).map(({ sk }) => `申请旁边多出不认识的一项 ${sk}`);
  // Of one that was forgotten there is no more than that there was one.
  if (item.file === undefined) {
    return [...odd, ...items.filter((each) => each !== item).map(({ sk }) => `删去了的申请还留着 ${sk}`)];
  }
  const place = listed(state);
  const isListed = (['status', 'statusSort', 'listed'] as const).every((name) => isSame(item[name], place[name]));
  const terms = termsOf((state.orgPath ?? '').slice(0, 6));
  return [
    ...odd,
    ...(isListed ? [] : ['申请在列表里的位置与状态不符']),
    // Before it is handed in it is of no union, and only the daily run owes anything about it.
    ...(state.orgPath === null
      ? []
      : terms === undefined
        ? ['申请不属于有配置的省']
        : taskFaults(item, items, state, terms)),
  ];
}

function taskFaults(item: StoredItem, items: readonly StoredItem[], state: Application, terms: Terms): string[] {
  const owed = { tasks: applicationTasks(state, terms), maskedName: String(item.maskedName) };
  const expected = new Map(taskItems(state.id, owed).map((task) => [task.sk, task]));
  const found = new Map(items.filter(({ sk }) => sk.startsWith('TASK#')).map((task) => [task.sk, task]));
  return [
    ...[...expected].flatMap(([sk, task]) =>
      isSame(found.get(sk), task) ? [] : [`申请的待办 ${sk} 与状态推得的不符`],
    ),
    ...[...found.keys()].filter((sk) => !expected.has(sk)).map((sk) => `申请的待办 ${sk} 不该有`),
  ];
}

function stateIn({ state }: StoredItem): Application | undefined {
  try {
    return JSON.parse(String(state)) as Application;
  } catch {
    return undefined;
  }
}
