import type { Disclosure } from '../../../shared/consent/disclosure.ts';

/** 边缘名单的告知书: what each person of a household is told before it agrees to be looked at again (个人信息保护法 14, 15, 17). */
export const marginDisclosure: Disclosure = {
  version: '2026-1',
  from: '2021-11-01',
  asksAgain: false,
  sections: [
    {
      title: '是什么',
      text: '您家这一次没有符合困难职工的标准，只差一点。{union}可以把您家列入边缘名单：低保标准或者困难职工标准变了，用您家交来的档案表再看一遍。',
    },
    {
      title: '用来做什么',
      text: '只用来看照新的标准是不是可能符合。可能符合的，工会的工作人员来问您家要不要再申请；没有您家的申请，不建档、不公示，也不告诉别人。',
    },
    {
      title: '多久、谁看得到',
      text: '只在原来的申请依规定保存的时间以内（自己撤回的 {withdrawnYears} 年，没有予以建档的 {rejectedYears} 年），到期删除。本单位和上级工会的经办人、审核人看得到名单。',
    },
    {
      title: '可以不同意，也可以随时退出',
      text: '不同意不影响以后再申请。随时可以告诉工会不愿再留在名单上，联系{officeName}，电话 {officePhone}。',
    },
  ],
};
