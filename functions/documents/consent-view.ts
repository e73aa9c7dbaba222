import { guardedBelow, peopleOf } from '../../shared/consent/consent.ts';
import { disclosureOn, disclosureRead } from '../../shared/consent/disclosure.ts';
import type { DraftForm } from '../../shared/form/form.ts';
import { ageOn, isIsoDate } from '../../shared/identity/id-number.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { isDemonstration } from '../../shared/standards/demonstration.ts';
import type { ConsentSheetView } from './print/views.ts';

/** 告知同意书 for the people of a form, as households are told on this ISO date. `union`: which takes the application in. */
export function consentView(
  profile: ProvinceProfile,
  of: { id: string; form: DraftForm; number: number; union: string; today: string },
): ConsentSheetView {
  const { id, form, number, union, today } = of;
  const { version, sections } = disclosureRead(profile, disclosureOn(profile, today));
  const invented = isDemonstration(profile);
  const relations = ['本人', ...(form.members ?? []).map(({ relation = '' }) => relation)];
  return {
    union: invented ? `${union}（演示）` : union,
    documentNumber: `${invented ? '虚构-' : ''}${id.slice(0, 10).toUpperCase()}-告知-${version}-${number}`,
    issuedOn: dateInWords(today),
    version,
    sections,
    people: peopleOf(form).map(({ person: { name = '', birthDate } }, index) => ({
      name,
      relation: relations[index] ?? '',
      isGuarded: birthDate !== undefined && isIsoDate(birthDate) && ageOn(birthDate, today) < guardedBelow,
    })),
  };
}
