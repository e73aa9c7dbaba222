import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** Someone of the demo staff, as the province's OpenID provider would know them. */
export const StaffMember = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  roles: z.array(z.string().min(1)),
  orgPath: z.string().min(1),
  email: z.email(),
  /** Who that is, as people read it: 建档人，某县总工会. Without it, the roles and the path. */
  words: z.string().optional(),
});
export type StaffMember = z.infer<typeof StaffMember>;

/** Who somebody is, in words. */
export const wordsOf = ({ words, roles, orgPath }: StaffMember): string => words ?? `${roles.join('、')} · ${orgPath}`;

/** Reads the demo staff from a JSON file. @throws Error naming what is wrong with the file. */
export function loadStaff(path: string): StaffMember[] {
  const parsed = z.array(StaffMember).safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`演示人员文件 ${path} 有误：\n${z.prettifyError(parsed.error)}`);
  const ids = parsed.data.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw new Error(`演示人员文件 ${path} 有误：${twice} 出现两次`);
  return parsed.data;
}
