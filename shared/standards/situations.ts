/** 自测: what somebody may say of their household there, each as they read it. Of nobody by name. */
export const situations = {
  illness: '有人得了大病、重病',
  disability: '有人有残疾',
  student: '有人在上学',
  suddenEvent: '遇到了灾害、意外事故',
  unemployed: '有人失业，没有活干',
  singleParent: '单亲带孩子',
  migrant: '户口在外地，在这里务工',
} as const;
export type Situation = keyof typeof situations;
