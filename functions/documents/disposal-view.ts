import { statusTitles } from '../../shared/dossier/status.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { isDemonstration } from '../../shared/standards/demonstration.ts';
import { keptUntil } from '../../shared/tasks/disposal-tasks.ts';
import type { DisposalCertificateView } from './print/views.ts';

/** Of whom the certificate speaks, as they are called: which union, and who confirmed and released it. */
interface Named {
  union: string;
  confirmedBy: string;
  releasedBy: string;
}

/** 处置证明 of a dossier that is dark; undefined of any other. Its number is the dossier's id: there is one of each. */
export function disposalView(
  profile: ProvinceProfile,
  { id, hash, version, state: { end, registration, disposal } }: Pick<Dossier, 'id' | 'hash' | 'version' | 'state'>,
  { union, confirmedBy, releasedBy }: Named,
): DisposalCertificateView | undefined {
  if (end === null || !disposal?.dark || !disposal.confirmed || !disposal.released) return undefined;
  const invented = isDemonstration(profile);
  const { confirmed, released, dark, listedOn } = disposal;
  const lines = [
    ['职工编号', registration?.dossierNumber ?? '没有建过档'],
    ['档案标识', id],
    ['管理的工会', union],
    ['怎样终结', `${dateInWords(end.on)}，${statusTitles[end.as]}`],
    ['保管到', dateInWords(keptUntil(end, disposal, profile))],
    ['列入处置清单', dateInWords(listedOn ?? confirmed.on)],
    ['县级工会确认', `${dateInWords(confirmed.on)}，${confirmedBy}`],
    ['上一级工会批准', `${dateInWords(released.on)}，${releasedBy}`],
    ['删去', `${dateInWords(dark.on)}，档案密钥、档案表、台账、附件和打印的各个版本、查找的各处`],
    ['没有副本打得开', `自${dateInWords(dark.noCopyFrom)}起，这一户写过什么，哪里的副本都打不开`],
    ['留存', `日志 ${version} 条的经过和摘要，只写何时、由谁办了什么`],
    ['末条摘要', hash],
  ] as const;
  return {
    union: invented ? `${union}（演示）` : union,
    documentNumber: `${invented ? '虚构-' : ''}${id.toUpperCase()}-处置`,
    issuedOn: dateInWords(dark.on),
    lines: lines.map(([title, text]) => ({ title, text })),
  };
}
