/** What is agreed with a household, as the annexes ask for it. */
const planContent = {
  assistingOrganization: '五华区护国街道总工会',
  officer: { name: '张帮扶', post: '街道总工会副主席', contact: '13900139000' },
  liaison: { name: '刘联络', post: '厂工会委员', contact: '0871-63334444' },
  needs: '想学一门手艺，孩子九月要交学费',
  priorityGroup: '支出性生活困难',
  supportTracks: ['就业创业发展', '其他'],
  supportTrackNote: '协调申请公租房',
  programs: ['金秋助学计划'],
  measures: ['推荐参加家政培训', '秋季开学前办理助学'],
  dueMonth: '2027-06',
  remarks: '每季度上门一次',
};

/** The same as it is posted: with where the worker's link goes. */
export const examplePlan = { ...planContent, signatureMail: 'worker@example.cn', signatureThrough: 'worker' };
