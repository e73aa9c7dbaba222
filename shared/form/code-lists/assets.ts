import { type CodeList, unchanged } from './code-list.ts';

/** Kinds of vehicle that do not count against a household. */
export const exemptVehicles: readonly string[] = ['残疾人功能性补偿代步机动车', '摩托车'];

export const vehicleKind: CodeList = {
  title: '机动车辆',
  source: '困难职工申报表填表说明（残疾人功能性补偿代步机动车、摩托车除外）',
  generations: unchanged(['机动车', ...exemptVehicles], { 残疾人代步车: '残疾人功能性补偿代步机动车' }),
};
