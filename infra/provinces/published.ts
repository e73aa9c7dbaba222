import { readFileSync, writeFileSync } from 'node:fs';
import { digest } from '../../shared/dossier/journal.ts';
import { complain } from './check.ts';
import type { ProvinceForm, StandardItem } from './form.ts';

/**
 * What a province has deployed: by its code, and by the version of each standard, the digest of everything that a
 * verdict depends on. Households were judged by these: in ten years somebody will ask how.
 */
export type Published = Record<string, Record<string, string>>;

const file = new URL('published.json', import.meta.url);

/** The list as it is kept beside the forms. */
export function readPublished(): Published {
  return JSON.parse(readFileSync(file, 'utf8'));
}

export function writePublished(published: Published): void {
  writeFileSync(file, `${JSON.stringify(published, null, 2)}\n`);
}

/** With all standards of a form that is about to be deployed. */
export function withPublished(form: ProvinceForm, before: Published): Published {
  const added = Object.fromEntries(form.standards.map((item) => [item.text.value.version, digestOf(item)]));
  return { ...before, [form.code.value]: { ...before[form.code.value], ...added } };
}

/**
 * Faults of a form against what is listed as deployed (of what is not, see `unpublishedItems`): a standard that is gone or changed although
 * dossiers were judged by it, and a new one that would begin on a day on which dossiers were judged by another. A
 * standard may be ended at any time.
 *
 * @param today ISO date of the deployment
 */
export function checkPublished(form: ProvinceForm, today: string, published: Published): string[] {
  const known = published[form.code.value];
  if (known === undefined) return [];
  const versions = new Set(form.standards.map(({ text }) => text.value.version));
  return [
    ...Object.keys(known).flatMap((version) =>
      complain(!versions.has(version), 'standards', `${version} 已部署过，有档案据以认定，不能删去，只能写上止期`),
    ),
    ...form.standards.flatMap((item, index) => {
      const { text, from } = item;
      const before = known[text.value.version];
      if (before === undefined)
        return complain(
          from.value < today,
          `standards[${index}].from`,
          `${from.value} 早于今天（${today}），其间提交的档案已按别的标准认定；新的标准须从今天或以后起施行`,
        );
      return complain(
        before !== digestOf(item),
        `standards[${index}]`,
        `${text.value.version} 已部署过，条文、级别、范围、施行日都不能再改；要改，另立一个版本`,
      );
    }),
  ];
}

/**
 * What to accept before deploying a form whose standards are not all listed, in the shape of an unconfirmed item:
 * nothing here knows what runs, so a province that was deployed and never listed is not guarded at all.
 */
export function unpublishedItems(form: ProvinceForm, published: Published): { path: string; why: string }[] {
  const code = form.code.value;
  const versions = [...new Set(form.standards.map(({ text }) => text.value.version))];
  const missing = versions.filter((version) => published[code]?.[version] === undefined);
  if (missing.length === 0) return [];
  const remedy = `部署之后运行 npm run profile -- ${code} --publish 并提交`;
  return [
    { path: 'published.json', why: `没有登记 ${missing.join('、')}：${remedy}，不然以后改了、删了，合成时查不出来` },
  ];
}

function digestOf({ text, tier, divisions, from }: StandardItem): string {
  return digest({ text: text.value, tier: tier.value, divisions: divisions.value, from: from.value });
}
