import { adultsOf } from '../../shared/checking/authorization.ts';
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
    title: '困难职工家庭个人信息处理告知同意书',
    told: '告知',
    agreed: '以上各条已经告知，我们看过、听明白了，同意',
    marks: true,
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

/** 核对授权书 for those of a form who are of age. */
export function authorizationView(profile: ProvinceProfile, of: Parameters<typeof consentView>[1]): ConsentSheetView {
  const { form, today } = of;
  const { authorizations: disclosures } = profile.checking;
  const { version, sections } = disclosureRead(profile, disclosureOn({ disclosures }, today));
  const whole = consentView(profile, of);
  const adults = new Set(adultsOf(form, today).map(({ pointer }) => pointer));
  const people = whole.people.filter((_, index) => adults.has(peopleOf(form)[index]?.pointer ?? ''));
  const documentNumber = whole.documentNumber.replace(/-告知-.*$/, `-授权-${version}-${of.number}`);
  return {
    ...whole,
    ...{ documentNumber, version, sections, people },
    title: '困难职工家庭经济状况核对授权书',
    told: '授权',
    agreed: '以上各条我们看过、听明白了，授权核对',
    marks: false,
  };
}
