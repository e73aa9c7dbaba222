import { dateInWords } from './dates.ts';
import type { NoticeView } from './views.ts';

/** What a notice says on the wall: the page is made of it, and the Word file that officials put up. */
export interface NoticeWords {
  title: string;
  lead: string;
  rows: { label: string; value: string; strong?: true }[];
  /** To whom an objection is made; the telephone number and a full stop come next, and then `keeping`. */
  objecting: string;
  keeping: string;
  /** Under the code that leads to the notice's page, and the page's address without its scheme. */
  scanning: string;
  address: string;
  /** Who seals, and the day. */
  union: string;
  day: string;
}

type Told = Pick<NoticeView, 'publisher' | 'notice' | 'workingDays' | 'scope' | 'address'>;

export function noticeWords({ publisher, notice, workingDays, scope, address }: Told): NoticeWords {
  const leaves = notice.leaveAs !== null;
  const days = `${dateInWords(notice.from)}至${dateInWords(notice.until)}，自次日起${workingDays}个工作日`;
  return {
    title: '公示',
    lead: leaves ? toLeave : toRegister,
    rows: [
      { label: '职工姓名', value: notice.maskedName },
      { label: '单位或乡镇', value: notice.workplace },
      ...(leaves ? [{ label: '拟办', value: `退出（${notice.leaveAs}）`, strong: true as const }] : []),
      { label: leaves ? '在册的困难类别' : '困难类别', value: notice.hardshipCategory },
      { label: '家庭人口', value: `${notice.householdSize}人` },
      { label: leaves ? '档案级别' : '拟建档案级别', value: notice.tier },
      { label: '公示期', value: days },
      { label: '公示范围', value: scope },
    ],
    objecting: `公示期内，任何单位和个人对公示内容有异议的，可以在本公示的网页上提出，也可以向${publisher.officeName}反映，电话`,
    keeping: '为保护个人信息，姓名已隐去部分文字；请勿转发、抄录或用于其他目的。',
    scanning: '扫码打开本公示，可在网页上提出异议：',
    address: address.replace(/^https?:\/\//, ''),
    union: publisher.union,
    day: dateInWords(notice.from),
  };
}

const toRegister =
  '根据全国总工会《关于做好困难职工解困脱困建档立卡工作的通知》（工保字〔2016〕2号），经本人申请、入户调查和按标准认定，拟为下列职工家庭建立困难职工档案，现予公示。';
const toLeave =
  '根据《困难职工档案管理办法》（总工办〔2016〕36号），下列在册的职工家庭拟退出困难职工档案，现予公示。审批同意以前，这一户仍然在册。';
