import { describe, expect, test } from 'vitest';
import type { Action } from '../../shared/dossier/actions.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import type { Matter } from '../../shared/dossier/matter.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { Inquiries } from './inquiries.ts';

type Says = { [Type in Action['type']]: { type: Type } & Partial<Extract<Action, { type: Type }>> }[Action['type']];
/** What is recorded, and by whom; with `to`, the stage that the matter goes on to by it. */
type Step = Says & { by?: string; to?: Matter['stage'] } & At;
/** How the matter stands when it is recorded. */
interface At {
  paperOnly?: boolean | undefined;
  /** The same form with other contact data. */
  withContact?: number | null | undefined;
}

/** A matter whose first form is being checked, as far as the checker looks at it. */
function stateAt(stage: Matter['stage'], { paperOnly = false, withContact = null }: At = {}): DossierState {
  const matter = { matter: 'm1', stage, form: 1, outcome: null, draft: null, withContact, returned: { paperOnly } };
  return { matter } as unknown as DossierState;
}

/** What the checker says of a matter by its entries. */
function failuresOf(...steps: readonly Step[]): string[] {
  const [checker, failures] = [new Inquiries(), [] as string[]];
  for (const { by = 'clerk', to = 'checking', paperOnly, withContact, ...action } of steps) {
    const entry = { action, actor: { kind: 'staff', id: by } } as unknown as JournalEntry;
    const before = stateAt('checking', { paperOnly, withContact });
    checker.entry('d1', before, entry, stateAt(to), (what) => failures.push(what));
  }
  return failures;
}

const asked = { source: 'vehicles', batch: 'c1' } as const;
const signed: Step = { type: 'authorizeCheck', form: 1, missing: 0 };
const sent: Step = { type: 'askCheck', ...asked };
const answered: Step = { type: 'answerCheck', ...asked, result: 'consistent', by: 'recorder' };
const otherwise: Step = { ...answered, result: 'differs' };
const passed: Step = { type: 'ruleCheck', source: 'vehicles', outcome: 'exception', by: 'reviewer' };

describe('核对，单凭日志看得出的错', () => {
  test('照规矩办的，没有什么可说', () => {
    expect(failuresOf(signed, sent, { ...answered, to: 'notice' })).toEqual([]);
    expect(failuresOf(signed, sent, otherwise, { ...passed, to: 'notice' })).toEqual([]);
    expect(failuresOf(signed, sent, { type: 'dropCheck', ...asked }, { ...sent, batch: 'c2' })).toEqual([]);
  });

  test('没有授权、授权的是别的一版表、有人没有签，就送核对', () => {
    for (const before of [[], [{ ...signed, form: 2 }], [{ ...signed, missing: 1 }]] as Step[][]) {
      expect(failuresOf(...before, sent)).toEqual(['没有授权就送核对']);
    }
  });

  test('同一份表换了联系方式，授权的是哪一份都算', () => {
    expect(failuresOf({ ...signed, form: 5 }, { ...sent, withContact: 5 })).toEqual([]);
    expect(failuresOf(signed, { ...sent, withContact: 5 })).toEqual([]);
  });

  test('授权以后又换一次联系方式、账户，还算；先前没有授权的，换了也不算', () => {
    const proposed = { form: 7, digest: '' };
    for (const type of ['updateContact', 'confirmAccount'] as const) {
      const changed: Step = { type, proposed, withContact: 5 };
      expect(failuresOf({ ...signed, form: 5 }, changed, { ...sent, withContact: 7 })).toEqual([]);
      expect(failuresOf({ ...signed, form: 4 }, changed, { ...sent, withContact: 7 })).toEqual(['没有授权就送核对']);
    }
  });

  test('还在一批里，又列进另一批', () => {
    expect(failuresOf(signed, sent, { ...sent, batch: 'c2' })).toEqual(['已经在 c1 里，又列进 c2']);
  });

  test('没有送的一批有了答复；答复了两次', () => {
    expect(failuresOf(signed, sent, { ...answered, batch: 'c2' })).toEqual(['没有送的一批有了答复']);
    expect(failuresOf(signed, sent, answered, otherwise)).toEqual(['答复了两次，或者已经不等']);
    expect(failuresOf(signed, sent, passed, answered)).toEqual(['答复了两次，或者已经不等']);
  });

  test('登记过这一项结果、说明的人，又来复核这一项', () => {
    const said = ['recorder 登记过这一项结果或说明，又来复核'];
    expect(failuresOf(signed, sent, otherwise, { ...passed, by: 'recorder' })).toEqual(said);
    const explained: Step = { type: 'explainCheck', source: 'vehicles', by: 'recorder' };
    expect(failuresOf(signed, sent, otherwise, explained, { ...passed, by: 'recorder' })).toEqual(said);
    expect(failuresOf(signed, sent, otherwise, { ...passed, by: 'recorder', outcome: 'return' })).toEqual([]);
  });

  test('登记别的一项的人，可以复核这一项', () => {
    const property = { source: 'property' } as const;
    expect(
      failuresOf(signed, sent, { ...sent, ...property }, { ...otherwise, ...property }, otherwise, passed),
    ).toEqual([]);
    const other: Step = { ...otherwise, ...property, by: 'reviewer' };
    expect(failuresOf(signed, sent, { ...sent, ...property }, other, otherwise, passed)).toEqual([]);
  });

  test('填表、入户的人，又来复核', () => {
    const survey: Step = { type: 'recordSurvey', by: 'reviewer' };
    expect(failuresOf(survey, signed, sent, otherwise, passed)).toEqual(['reviewer 经手过，又来复核']);
    const submit: Step = { type: 'submit', by: 'reviewer' };
    expect(failuresOf(submit, signed, sent, otherwise, passed)).toEqual(['reviewer 经手过，又来复核']);
  });

  test('一项也没有送、有一项没有答复或者答复不符，就往下走', () => {
    expect(failuresOf({ ...signed, to: 'notice' })).toEqual(['没有核对完就往下走：']);
    expect(failuresOf(signed, { ...sent, to: 'notice' })).toEqual(['没有核对完就往下走：vehicles']);
    expect(failuresOf(signed, sent, { ...otherwise, to: 'notice' })).toEqual(['没有核对完就往下走：vehicles']);
  });

  test('表上说了别的，核对从头来；只补材料的不用', () => {
    const anew = (paperOnly: boolean): Step[] => [
      { type: 'submit', paperOnly },
      { ...signed, to: 'notice' },
    ];
    expect(failuresOf(signed, sent, answered, ...anew(false))).toEqual(['没有核对完就往下走：']);
    expect(failuresOf(signed, sent, answered, ...anew(true))).toEqual([]);
  });
});
