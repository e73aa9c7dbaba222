import { type ReactNode, useState } from 'react';
import { addDays } from '../../../shared/calendar/dates.ts';
import type { AnswerOf, BodyOf } from '../../../shared/contract/types.ts';
import { formatFen } from '../../../shared/money/fen.ts';
import { isWithinCounty } from '../../../shared/organisation/org-path.ts';
import { type Tier, tierTitles } from '../../../shared/standards/tiers.ts';
import { DeedForm, TextField } from '../../parts/deed-form.tsx';
import { fenIn, said } from '../../parts/said.ts';
import { useStandards } from '../../parts/standards.ts';
import { ErrorText, Waiting } from '../../parts/states.tsx';
import { UnionPicker } from '../../parts/union-picker.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';

type Standards = AnswerOf<'getStandards'>;
type Body = BodyOf<'openScenario'>;

/** So far ahead rules can be compared. */
const MOST_DAYS = 730;

/** What would be otherwise: lines, texts; and what a household of each category is given. */
export function ScenarioForm(): ReactNode {
  const standards = useStandards();
  if (standards.isPending) return <Waiting />;
  if (standards.isError) return <ErrorText error={standards.error} again={() => void standards.refetch()} />;
  return <Filled of={standards.data} />;
}

function Filled({ of }: { of: Standards }): ReactNode {
  const { client, me, today } = useSession();
  const [org, setOrg] = useState(isWithinCounty(me.orgPath) ? me.orgPath : '');
  const [opened, setOpened] = useState<string | undefined>();
  return (
    <>
      <DeedForm
        title="建一次情景测算"
        button="建好，今夜算"
        send={async (fields, key) => {
          const body = bodyIn(fields, of, org === '' ? me.orgPath : org);
          return (await client.call('openScenario', { key, body })).body.scenario;
        }}
        onChange={() => setOpened(undefined)}
        onDone={setOpened}
      >
        <TextField name="name" label="叫什么" hint="别人一看就明白的，如“2027 年低保标准提高百分之八”" maxLength={60} />
        <UnionPicker label={`测算哪里的；不选就是您这里全部（${me.union}）`} value={org} onPick={setOrg} />
        <TextField
          name="on"
          label="按哪一天的规矩比"
          type="date"
          hint="现在的和改了的都按这一天；今天起、两年以内"
          defaultValue={today()}
          min={today()}
          max={addDays(today(), MOST_DAYS)}
        />
        <TextField
          name="linePercent"
          label="低保标准提高百分之几"
          hint="没有逐县写明的都照它；降低的写负数；不改的不填"
          type="number"
          inputMode="numeric"
          required={false}
          min="-50"
          max="200"
        />
        <LineFields of={of} />
        <TextFields of={of} />
        <RateFields of={of} />
      </DeedForm>
      {opened !== undefined && (
        <p className="done" role="status">
          已经建好，今夜一点起算。<a href={linkTo(paths.scenario(opened))}>看这一次</a>
        </p>
      )}
    </>
  );
}

/** The lines in force, county by county: whoever fills in none of them changes all alike. */
function LineFields({ of }: { of: Standards }): ReactNode {
  // Of a county whose line changes soon the one of now.
  const lines = of.lines.filter(
    ({ division }, index) => of.lines.findIndex((line) => line.division === division) === index,
  );
  return (
    <details>
      <summary>逐县写低保标准（{lines.length} 条）</summary>
      <div className="scenarios-lines">
        {lines.map(({ division, name, fen }) => (
          <label key={division} className="field">
            {name}
            <small>现在每人每月 {formatFen(fen)}</small>
            <input
              name={`line ${division}`}
              type="text"
              inputMode="decimal"
              autoComplete="off"
              placeholder="元，不改的不填"
            />
          </label>
        ))}
      </div>
    </details>
  );
}

/** Every text of every standard, as it is: what is altered is asked about. */
function TextFields({ of: { standards } }: { of: Standards }): ReactNode {
  return standards.map(({ version, name, tier, texts }) => (
    <details key={version}>
      <summary>
        改条文：{name}（{version}，{tierTitles[tier]}）
      </summary>
      <p className="soft">
        改动的才算数；写成 false 就是这一条谁也不合。1.5 倍写作“annualHouseholdIncome * 2.0 &lt;= householdLine * 3.0”。
      </p>
      {texts.map(({ part, title, cel }) => (
        <label key={part} className="field">
          {title}
          <textarea name={`text ${version} ${part}`} rows={3} maxLength={2000} defaultValue={cel} spellCheck={false} />
        </label>
      ))}
    </details>
  ));
}

function RateFields({ of }: { of: Standards }): ReactNode {
  return (
    <fieldset>
      <legend>一户一年帮扶多少（不填的算零）</legend>
      <div className="scenarios-lines">
        {kindsIn(of).map(({ category, tier }) => (
          <label key={`${tier} ${category}`} className="field">
            {category}，{tierTitles[tier]}
            <input
              name={`rate ${tier} ${category}`}
              type="text"
              inputMode="decimal"
              autoComplete="off"
              placeholder="元"
            />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The categories of each tier, each once. */
function kindsIn({ standards }: Standards): { category: string; tier: Tier }[] {
  const kinds = standards.flatMap(({ tier, clauses }) => clauses.map(({ category }) => ({ category, tier })));
  return [...new Map(kinds.map((kind) => [`${kind.tier} ${kind.category}`, kind])).values()];
}

/** @throws Error in words for what is no amount */
function bodyIn(fields: FormData, standards: Standards, orgPath: string): Body {
  const filled = (name: string) => said(fields, name) !== '';
  const named = new Map(standards.lines.map(({ division, name }) => [division, name]));
  const lines = [...named]
    .filter(([division]) => filled(`line ${division}`))
    .map(([division, name]) => ({ division, fen: fenIn(fields, `line ${division}`, `${name}的低保标准`) }));
  const texts = standards.standards.flatMap(({ version, texts: all }) =>
    all.flatMap(({ part, cel }) => {
      const now = said(fields, `text ${version} ${part}`);
      // A browser hands in line ends of its own.
      const isSame = now === '' || plain(now) === plain(cel);
      return isSame ? [] : [{ standard: version, part, cel: now }];
    }),
  );
  const rates = kindsIn(standards)
    .filter(({ category, tier }) => filled(`rate ${tier} ${category}`))
    .map((kind) => ({
      ...kind,
      fen: fenIn(fields, `rate ${kind.tier} ${kind.category}`, `${kind.category}一年的帮扶`),
    }));
  const percent = said(fields, 'linePercent');
  return {
    name: said(fields, 'name'),
    orgPath,
    on: said(fields, 'on'),
    ...(percent === '' ? {} : { linePercent: Number(percent) }),
    lines,
    texts,
    rates,
  };
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
