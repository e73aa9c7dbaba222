import { answeredThere, isAsked } from '../../shared/access/answering.ts';
import { levelRefusal } from '../../shared/access/level.ts';
import { type Ability, abilities, mayNot, type User } from '../../shared/access/may.ts';
import { type DenialKind, denials } from '../../shared/contract/dossier-actions.ts';
import { roleTitles } from '../../shared/directory/titles.ts';
import { isRefusal, type Refusal } from '../../shared/dossier/deed.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { pendingTransfer } from '../../shared/dossier/transfer-state.ts';
import { catalogue } from '../../shared/errors/catalogue.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';

/** Why somebody cannot do something to a dossier now: of what sort that is, and a Chinese sentence. */
export interface Denial {
  kind: DenialKind;
  reason: string;
}

export interface Asked {
  user: User;
  state: DossierState;
  profile: ProvinceProfile;
  /** ISO date. */
  today: string;
  /** The other dossiers of its 疑似重复 that live, by the id under which they were found. */
  others: ReadonlyMap<string, DossierState>;
  /** How many exclusions somebody may exempt it from now. */
  exemptible: number;
  /** Whether the user stands in the directory, and is in office. */
  inOffice: boolean;
}

/** Whatever people write: nothing that is decided depends on it. */
export const written = { iv: '', text: '' };

/** Whether this very person may, as `permit` says in words. */
export const personal =
  (ability: Ability) =>
  ({ user, state, profile }: Asked): Denial | undefined => {
    const refused = mayNot(user, ability, state);
    if (refused === undefined) return denied('role', levelRefusal(user, ability, profile));
    if (refused === 'separation') return { kind: 'separation', reason: catalogue[1503].message };
    const those = abilities[ability].roles.map((role) => roleTitles[role]).join('、');
    return { kind: 'role', reason: `由${those}办理，不在您的职责之内。` };
  };

export function inOffice(ability: Ability): (asked: Asked) => Denial | undefined {
  return (asked) =>
    personal(ability)(asked) ??
    (asked.inOffice ? undefined : denied('role', '由登记在任的工会人员办理，工会人员登记里没有您，或者您已经离任。'));
}

/** Of a transfer: by whoever is of the union that is asked, or above it. */
export function answering(asked: Asked): Denial | undefined {
  const { user, state } = asked;
  if (isAsked(user, state)) return undefined;
  return personal('answerTransfer')(asked) ?? (pendingTransfer(state) ? denied('role', answeredThere) : undefined);
}

export function denied(kind: DenialKind, reason: string | undefined): Denial | undefined {
  return reason === undefined ? undefined : { kind, reason };
}

const isDenial = (come: object): come is Denial => 'kind' in come && Object.hasOwn(denials, come.kind as string);

/** What it comes to, as a denial; undefined where it comes to something. */
export function unplaced(come: object | string | undefined): Denial | undefined {
  if (come === undefined) return undefined;
  if (typeof come === 'string') return { kind: 'place', reason: `${come}。` };
  if (isDenial(come)) return come;
  if (!isRefusal(come)) return undefined;
  const { refused, code } = come as Refusal;
  return { kind: code === 1504 ? 'separation' : 'place', reason: `${refused}。` };
}
