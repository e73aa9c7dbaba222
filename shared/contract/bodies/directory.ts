import * as z from 'zod/mini';
import { type PersonRole, personRoles } from '../../directory/person.ts';
import { roleTitles } from '../../directory/titles.ts';
import { OrgPath } from '../org-path.ts';
import { descriptionOf, words } from '../words.ts';
import { seenRevision } from './seen.ts';
import { line, shortText } from './texts.ts';

const telephone = z
  ._default(z.nullable(z.string().check(z.trim(), z.regex(/^[\d+][\d 转-]{4,39}$/))), null)
  .check(z.describe('电话：5 至 40 个数字、横线、空格，分机写“转”'));

export const personRole = words<PersonRole>('职责', roleTitles);

export const PersonBody = z
  .strictObject({
    revision: seenRevision,
    name: line(50).check(z.describe('姓名')),
    post: shortText.check(z.describe('职务')),
    telephone,
    email: z._default(z.nullable(z.email().check(z.maxLength(200))), null).check(z.describe('邮箱；审批人必填')),
    orgPath: OrgPath,
    roles: z
      .array(personRole)
      .check(z.minLength(1), z.maxLength(personRoles.length), z.describe(descriptionOf(personRole))),
    active: z._default(z.boolean(), true).check(z.describe('是否在任')),
    standIn: z
      ._default(
        z.nullable(
          z.strictObject({
            by: z.string().check(z.minLength(1), z.maxLength(128), z.describe('由谁代办：那一位的编号')),
            from: z.iso.date().check(z.describe('代办的第一天')),
            to: z.iso.date().check(z.describe('代办的末日')),
          }),
        ),
        null,
      )
      .check(z.describe('本人不在时由谁代办；离任的，写明由谁接手')),
  })
  .register(z.globalRegistry, { id: 'PersonBody', title: '登记的工会人员' });

export const UnionBody = z
  .strictObject({
    revision: seenRevision,
    orgPath: OrgPath,
    name: shortText.check(z.describe('工会名称的全称')),
    telephone,
    address: z._default(z.nullable(line(200)), null).check(z.describe('地址')),
    active: z
      ._default(z.boolean(), true)
      .check(z.describe('没有撤销；撤销了的不再建档，也不再接收移交，它的档案由上一级移交')),
  })
  .register(z.globalRegistry, { id: 'UnionBody', title: '登记的工会组织' });
