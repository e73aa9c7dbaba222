import * as z from 'zod/mini';
import type { EvidenceKind } from '../duplicates/evidence.ts';
import { ruling } from './bodies/rulings.ts';
import { DossierId } from './parts.ts';
import { words } from './words.ts';

const Reason = z
  .strictObject({
    kind: words<EvidenceKind>('哪一种', {
      sameNumber: '同一个号码',
      nameAndBirthDate: '姓名和生日相同',
      nameAndRearrangedNumber: '姓名相同，号码颠倒',
      soundAndMostOfNumber: '姓名同音，号码只差一处',
      soundAndBirthDate: '姓名同音，生日相同',
      doorAndSurname: '门牌和姓相同',
      door: '门牌相同',
      telephone: '电话相同',
      memberIsWorker: '成员是另一份的职工',
    }),
    pointer: z.string().check(z.meta({ title: '是户里的谁', examples: ['/members/0'] })),
    sentence: z.string().check(z.meta({ title: '一句话说明' })),
  })
  .register(z.globalRegistry, { id: 'DuplicateReason', title: '一样像处' });

/** 疑似重复 as people see it: which union holds the other dossier, and not whose it is. */
const shown = {
  dossier: DossierId,
  verdict: words('多像', { certain: '几乎肯定', possible: '可能' }),
  score: z.int().check(z.meta({ title: '得分', description: '不裁定的人只看到所满的线', examples: [75] })),
  reasons: z.array(Reason).check(z.meta({ title: '像在哪里', description: '只给裁定的人；其余的人看到的是空的' })),
  union: z.string().check(
    z.meta({
      title: '管理另一份档案的工会',
      description: '在别的县的，只说是哪个县的工会',
      examples: ['五华区总工会'],
    }),
  ),
};
export const ShownDuplicate = z
  .strictObject(shown)
  .register(z.globalRegistry, { id: 'ShownDuplicate', title: '一条疑似重复' });

/** What was found of a dossier, and ruled, as the staff that read it see that. */
export const Duplicates = z
  .strictObject({
    thresholds: z
      .strictObject({
        certain: z.int().check(z.meta({ title: '满此分的不能提交' })),
        possible: z.int().check(z.meta({ title: '满此分的须经裁定' })),
      })
      .check(z.meta({ title: '两条线' })),
    cleared: z.boolean().check(z.meta({ title: '这一份表已由审核人看过放行' })),
    found: z
      .array(
        z.strictObject({
          ...shown,
          open: z.boolean().check(z.meta({ title: '还没有裁定' })),
          ended: z.boolean().check(z.meta({ title: '另一份已经终结', description: '不再是重复：裁定为不是一户即可' })),
        }),
      )
      .check(z.meta({ title: '查到的' })),
    rulings: z
      .array(
        z.strictObject({
          dossier: DossierId,
          ruling,
          asked: z.boolean().check(z.meta({ title: '所问的是不是这一份' })),
          awaitsMerger: z.boolean().check(z.meta({ title: '等着合并', description: '裁定为同一户，另一份还没有终结' })),
          reason: z.optional(z.string()).check(
            z.meta({
              title: '裁定的理由',
              description: '记在对方日志里的，只给也能查看对方的人；合并转来的，只给也能查看原来那一份的人',
            }),
          ),
        }),
      )
      .check(z.meta({ title: '裁定' })),
  })
  .check(z.meta({ title: '疑似重复', description: '另一份档案的标识只用来裁定' }));
