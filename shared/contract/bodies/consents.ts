import * as z from 'zod/mini';
import { consentWays, mostConsentsAtOnce } from '../../consent/consent.ts';
import { words } from '../words.ts';
import { shortText } from './texts.ts';

const consentWay = words('怎样同意的', consentWays);

const Guardian = z.strictObject({
  name: shortText.check(z.describe('监护人的姓名')),
  relation: shortText.check(z.describe('与这个人的关系')),
  because: z.exactOptional(shortText).check(z.describe('这个人已满十四周岁而不能自己同意的，写明原因')),
});

/** 告知同意 of people of the form that is being handed in, or looked into. */
export const consents = z
  .exactOptional(
    z
      .array(
        z.strictObject({
          person: z.string().check(z.describe('档案表里的哪一位：/worker，或 /members/0')),
          way: consentWay,
          on: z.iso.date().check(z.describe('同意的日期，Asia/Shanghai')),
          paper: z.exactOptional(z.string()).check(z.describe('签了字的附件（类型“告知同意书”），当面同意的没有')),
          guardian: z.exactOptional(Guardian).check(z.describe('由监护人同意的：不满十四周岁的都是')),
        }),
      )
      .check(z.maxLength(mostConsentsAtOnce)),
  )
  .check(z.describe('告知同意：各人一条，以前给过还算数的不用再写'));
