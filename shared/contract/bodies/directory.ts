import * as z from 'zod';
import { type PersonRole, personRoles } from '../../directory/person.ts';
import { roleTitles } from '../../directory/titles.ts';
import { OrgPath } from '../org-path.ts';
import { words } from '../words.ts';
import { seenRevision } from './seen.ts';
import { line, shortText } from './texts.ts';

const telephone = z
  .string()
  .trim()
  .regex(/^[\d+][\d 转-]{4,39}$/)
  .nullable()
  .default(null)
  .describe('电话：5 至 40 个数字、横线、空格，分机写“转”');

export const personRole = words<PersonRole>('职责', roleTitles);

export const PersonBody = z
  .strictObject({
    revision: seenRevision,
    name: line(50).describe('姓名'),
    post: shortText.describe('职务'),
    telephone,
    email: z.email().max(200).nullable().default(null).describe('邮箱；审批人必填'),
    orgPath: OrgPath,
    roles: z
      .array(personRole)
      .min(1)
      .max(personRoles.length)
      .describe(personRole.description as string),
    active: z.boolean().default(true).describe('是否在任'),
    standIn: z
      .strictObject({
        by: z.string().min(1).max(128).describe('由谁代办：那一位的编号'),
        from: z.iso.date().describe('代办的第一天'),
        to: z.iso.date().describe('代办的末日'),
      })
      .nullable()
      .default(null)
      .describe('本人不在时由谁代办；离任的，写明由谁接手'),
  })
  .meta({ id: 'PersonBody', title: '登记的工会人员' });

export const UnionBody = z
  .strictObject({
    revision: seenRevision,
    orgPath: OrgPath,
    name: shortText.describe('工会名称的全称'),
    telephone,
    address: line(200).nullable().default(null).describe('地址'),
    active: z.boolean().default(true).describe('没有撤销；撤销了的不再建档，也不再接收移交，它的档案由上一级移交'),
  })
  .meta({ id: 'UnionBody', title: '登记的工会组织' });
