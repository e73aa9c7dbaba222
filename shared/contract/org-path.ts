import * as z from 'zod/mini';
import { orgPathShape } from '../organisation/org-path.ts';
import { orgPathFault } from '../organisation/org-path-fault.ts';

/** 组织路径 of a union that there is: a county that the country does not have is refused by its code. */
export const OrgPath = z.string().check(
  z.regex(orgPathShape),
  z.superRefine((text, { addIssue }) => {
    const message = orgPathFault(text);
    if (message !== undefined) addIssue({ code: 'custom', message });
  }),
  z.describe('工会组织路径：省/市/县/单位，市、县写行政区划代码'),
);
