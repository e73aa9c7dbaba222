/* What a list of dossiers is narrowed by and sorted: the description of the API and the workbench take it from here. */

/** In whose hands something is that is owed: each stands in a queue of its county's. Approvers are asked by name. */
export const holderTitles = {
  registrar: '建档人',
  surveyor: '入户调查人',
  reviewer: '审核人',
  administrator: '管理员',
} as const;
export type Holder = keyof typeof holderTitles;

export const listOrders = {
  changed: '先变动的在前，逐个状态、逐个工会',
  latest: '最近变动的在前，逐个状态、逐个工会',
  due: '先到期的在前，只列有待办的',
} as const;
export type ListOrder = keyof typeof listOrders;
