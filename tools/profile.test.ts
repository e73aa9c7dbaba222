import { expect, it } from 'vitest';
import { sheet as yunnan } from '../infra/provinces/530000.ts';
import { sheet as demonstration } from '../infra/provinces/990000.ts';
import { profileReport } from './profile.ts';

const report = profileReport(yunnan, []);

it('未证实的在前，已证实的在后，各写缺什么或依据在哪里', () => {
  const notice = report.indexOf('公示工作日数：5\n      缺：工保字〔2016〕2号');
  const retention = report.indexOf('撤档后保管年数：10\n      依据：《困难职工档案管理办法》');
  expect(notice).toBeGreaterThan(0);
  expect(retention).toBeGreaterThan(notice);
  expect(report).toContain('npm run deploy 会逐项列出');
  expect(profileReport(demonstration, [])).not.toContain('会逐项列出');
});

it('每条款的类别和依据、每个县区的低保标准、谁审批，都看得到', () => {
  expect(report).toMatch(
    /unaided-below-line +低保户 +连续六个月以上家庭实际人均收入低于当地低保标准.* +《云南省困难职工档案管理办法/,
  );
  expect(report).toMatch(/532901 +云南省大理白族自治州大理市 +2025-01-01 +650\.00 +虚构/);
  expect(report).toContain('县级工会（5 个工作日）');
});

it('表单有错的，头一句就说不能部署、为什么', () => {
  const [, , , heading, fault] = profileReport(yunnan, ['notice.workingDays：算不到。']).split('\n');
  expect(heading).toContain('不能部署');
  expect(fault).toContain('notice.workingDays：算不到。');
});
