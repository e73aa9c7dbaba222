import { roleTitles } from '../../../shared/directory/titles.ts';
import type { Person } from '../../parts/directory.ts';

/** What an administrator fills in of somebody. */
export interface Filled {
  name: string;
  post: string;
  telephone: string | null;
  email: string | null;
  orgPath: string;
  roles: Person['roles'];
  active: boolean;
  standIn: { by: string; from: string; to: string } | null;
}

const shown: { [K in keyof Filled]: [title: string, inWords: (value: Filled[K]) => string] } = {
  name: ['姓名', String],
  post: ['职务', String],
  telephone: ['电话', (value) => value ?? '没有'],
  email: ['邮箱', (value) => value ?? '没有'],
  orgPath: ['工会', String],
  roles: ['职责', (value) => value.map((role) => roleTitles[role]).join('、')],
  active: ['在任', (value) => (value ? '在任' : '离任')],
  standIn: ['代办', (value) => (value ? `${value.from}至${value.to}，${value.by}` : '没有')],
};

export interface Difference {
  title: string;
  registered: string;
  filled: string;
}

/** Where what is registered by now is other than what was filled in, in words: somebody else has put it meanwhile. */
export function differences(registered: Filled, filled: Filled): Difference[] {
  return (Object.keys(shown) as (keyof Filled)[]).flatMap((field) => {
    const [title, inWords] = shown[field] as [string, (value: unknown) => string];
    const [now, then] = [inWords(registered[field]), inWords(filled[field])];
    return now === then ? [] : [{ title, registered: now, filled: then }];
  });
}
