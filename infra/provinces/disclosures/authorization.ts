import type { Disclosure } from '../../../shared/consent/disclosure.ts';

/** 家庭经济状况核对授权书 (facts 1.5.5, 1.5.6): what each person of age signs before an office is asked about them. */
export const authorization: Disclosure = {
  version: '2026-1',
  from: '2021-11-01',
  asksAgain: false,
  sections: [
    {
      title: '授权给谁',
      text: '{union}，以及受理、调查、审批您家申请的各级工会，联系{officeName}，电话 {officePhone}。',
    },
    {
      title: '授权做什么',
      text: '把我的姓名、身份证号交给民政、公安交警、市场监管、不动产登记等部门，查询我领取低保和救助、拥有车辆、办理经营主体登记、拥有房屋的情况，与档案表上填写的核对。',
    },
    {
      title: '结果怎样用',
      text: '只用来核对困难职工的认定。结果由工会告诉本人；与所填的不一致的，可以说明、举证，或者改正档案表。',
    },
    {
      title: '不授权的',
      text: '无法核对的，不能按须核对的程序办理。本次办理结束，授权随之终止；在此以前可以收回，已经作出的核对不受影响。',
    },
  ],
};
