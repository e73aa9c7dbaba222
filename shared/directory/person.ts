import { type Role, roles } from '../access/may.ts';
import { fieldFault } from '../errors/field-fault.ts';
import type { FieldFault } from '../errors/problem.ts';
import { quoted } from '../errors/quoted.ts';
import { contains, levelOf } from '../organisation/org-path.ts';
import { approves } from './asked.ts';

/** What somebody does for their union. What staff may do is in their token; here it says who is asked, and for what. */
export type PersonRole = Role;
export const personRoles: readonly PersonRole[] = roles;

/** 代办 (standIn): from one day to another (ISO dates in Asia/Shanghai, both included) somebody else is asked. */
interface StandIn {
  by: string;
  from: string;
  to: string;
}

/** 工会人员: one of the unions' people, whether they sign in or only open the links of their mails. */
export interface Person {
  /** The subject of their token, where they sign in: the id by which journals know them. Never shown. */
  id: string;
  /** The union for which they do it. */
  orgPath: string;
  roles: readonly PersonRole[];
  active: boolean;
  standIn: StandIn | null;
}

/** What of somebody is sealed: who they are and how to reach them. */
export interface Contact {
  name: string;
  post: string;
  telephone: string | null;
  email: string | null;
}

/** Where the directory does not have somebody's name. A login id never stands in for it. */
export const UNKNOWN_NAME = '未登记姓名';

/** What can be an id: it stands in an address, and in a sort key behind an org path. */
const idShape = /^[\w.@:-]{1,128}$/;

/** What is wrong with somebody as the directory is to have them in a province, beyond the shape of each field (E1004). */
export function personFaults(person: Person & Pick<Contact, 'email'>, province: string): FieldFault[] {
  const { id, orgPath, standIn } = person;
  const isApprover = person.roles.includes('approver');
  const found: [string, string | false][] = [
    ['/id', !idShape.test(id) && '编号为 1 至 128 个字母、数字、点、@、冒号或横线'],
    ['/orgPath', !contains(province, orgPath) && `${orgPath} 不在本省（${province}）之内`],
    [
      '/orgPath',
      isApprover && levelOf(orgPath) === undefined && `${orgPath} 不是县级、市级或省级工会，那里的人不能是审批人`,
    ],
    ['/email', approves(person) && person.email === null && '审批人须有邮箱：送审、验证码都发到那里'],
    ['/standIn/by', standIn?.by === id && '不能由本人代办'],
    [
      '/standIn/to',
      standIn !== null && standIn.to < standIn.from && `代办的末日 ${standIn.to} 早于第一天 ${standIn.from}`,
    ],
  ];
  return found.flatMap(([pointer, message]) => (message ? [fieldFault(pointer, message)] : []));
}

/**
 * Why somebody cannot stand in for another; undefined when they can. `other` is undefined when there is none. They have
 * one of the same roles at least, an approver's where it is an approver: what they may do is asked again each time.
 */
export function standInFault({ orgPath, roles }: Person, by: string, other: Person | undefined): string | undefined {
  if (other === undefined) return `没有登记${quoted(by)}这个人，请先登记`;
  if (roles.includes('approver')) {
    if (!approves(other)) return '代办的须是在任的审批人';
    return contains(other.orgPath, orgPath) ? undefined : '代办的须是同一级工会或上级工会的审批人';
  }
  if (!other.active || !other.roles.some((role) => roles.includes(role))) return '代办的须在任，有同样的职责';
  return contains(other.orgPath, orgPath) ? undefined : '代办的须是同一级工会或上级工会的人';
}

/** The mobile number, eleven digits, that a telephone of the directory is; undefined where no message reaches it. */
export function mobileIn(telephone: string | null): string | undefined {
  const digits = telephone?.replace(/[\s-]/g, '').replace(/^\+?86(?=1)/, '') ?? '';
  return /^1[3-9]\d{9}$/.test(digits) ? digits : undefined;
}
