/** What may wait to be done with a dossier, and is seen on its row of a list. */
export const waitingTitles = {
  openDuplicates: '疑似重复等待裁定',
  held: '等待合并或撤回',
  untriaged: '异议等待初核',
  stalled: '停滞，等管理员恢复',
  transferring: '移交中，等对方答复',
  temporary: '临时救助的，无论办到哪里',
};
export type Waiting = keyof typeof waitingTitles;
