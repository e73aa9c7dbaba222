import type { PersonRole } from '../../../shared/directory/person.ts';
import { roleTitles } from '../../../shared/directory/titles.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import type { Tally } from '../../../shared/tasks/desks.ts';
import { taskKinds } from '../../../shared/tasks/task.ts';
import { type Mail, type Sender, write } from './mail.ts';

interface Lacking {
  role: PersonRole;
  lines: readonly Tally[];
}

/** 今日待办：一人一天一封，每种几件、逾期几件、最早到哪一天；没有哪一户的任何信息，没有链接 */
export function digestMail(view: {
  sender: Sender;
  recipient: string;
  day: string;
  lines: readonly Tally[];
  /** What nobody may do, by the county's name and by who would have to, for whoever registers people. */
  nobodys: readonly { county: string; lacking: readonly Lacking[] }[];
  /** Names of the counties in which it is; none for whoever is of one county. */
  counties: readonly string[];
}): Mail {
  const approves = view.lines.some(({ kind }) => kind === 'decide');
  const others = view.lines.some(({ kind }) => kind !== 'decide');
  return write({
    sender: view.sender,
    subject: '今日待办',
    recipient: view.recipient,
    opening:
      view.lines.length === 0
        ? `今天（${dateInWords(view.day)}）没有等着您办理的，但有事没有人可办：`
        : `今天（${dateInWords(view.day)}）等着您，或者您所在工会办理的${view.nobodys.length > 0 ? '，和没有人可办的' : ''}有：`,
    facts: [
      ...view.lines.map((line): [string, string] => [titleOf(line), inWords(line)]),
      ...inCounties('在哪些县', view.counties),
      ...nobodysIn(view.nobodys),
    ],
    closing: [
      ...(view.nobodys.length > 0
        ? [
            '没有人可办的，是有这项职责的人都不在任、没有登记邮箱，或者都经手过前一步、须由别人办。请登记一位有这项职责的人，本级或者上级的都可以，或者补上他们的邮箱；登记以后，他的待办里就有。',
          ]
        : []),
      ...(others
        ? [
            `请登录系统，${view.counties.length > 0 ? '按所列的县查看待办，' : '在待办里'}逐件办理。同一件事有几个人可以办的，写给每一个人，有一位办了即可。`,
          ]
        : []),
      ...(approves
        ? [
            '待审批的，请用各件邮件里的链接和验证码办理。一天里送来很多件的，后面的不再逐件发链接：请本级及以上工会的审核人或者系统管理员补发。期限前一天，没有决定的逐件再发一次链接。',
          ]
        : []),
    ],
  });
}

const MOST_COUNTIES = 20;

const inCounties = (title: string, counties: readonly string[]): [string, string][] =>
  counties.length > 0 ? [[title, listed(counties)]] : [];

/** A line a county: of which people it lacks there, and for what. */
function nobodysIn(nobodys: readonly { county: string; lacking: readonly Lacking[] }[]): [string, string][] {
  const more = nobodys.length - MOST_COUNTIES;
  return [
    ...nobodys
      .slice(0, MOST_COUNTIES)
      .map(({ county, lacking }): [string, string] => [county, lacking.map(lackingInWords).join('；')]),
    ...(more > 0 ? [['其余', `另有 ${more} 个县也有没有人可办的`] satisfies [string, string]] : []),
  ];
}

const lackingInWords = ({ role, lines }: Lacking): string =>
  `没有${roleTitles[role]}可办的${lines.map((line) => `“${titleOf(line)}”${inWords(line)}`).join('；')}`;

function listed(counties: readonly string[]): string {
  const more = counties.length > MOST_COUNTIES ? `等 ${counties.length} 个` : '';
  return `${counties.slice(0, MOST_COUNTIES).join('、')}${more}`;
}

const titleOf = ({ kind }: Tally): string => (kind === 'decide' ? '待审批' : taskKinds[kind]);

function inWords({ count, overdue, earliest }: Tally): string {
  const late = overdue > 0 ? `，其中逾期 ${overdue} 件` : '';
  return `${count} 件${late}${earliest === null ? '' : `，最早的期限是${dateInWords(earliest)}`}`;
}
