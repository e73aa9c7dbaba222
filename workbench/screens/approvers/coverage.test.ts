import { describe, expect, it } from 'vitest';
import type { Person, Place } from '../../parts/directory.ts';
import { gaps, seatAt } from './coverage.ts';

const place = (orgPath: string, level: Place['level']): Place => ({ orgPath, level, name: orgPath, union: orgPath });
const places = [
  place('530000', 'provincial'),
  place('530000/530100', 'municipal'),
  place('530000/530100/530102', 'county'),
  place('530000/530100/530103', 'county'),
];
const approver = (id: string, orgPath: string, changes: Partial<Person> = {}): Person => ({
  ...{ id, orgPath, roles: ['approver'], active: true, revision: 1, union: orgPath, name: id, post: '副主席' },
  ...{ telephone: null, email: `${id}@example.cn`, standIn: null },
  ...changes,
});
const county = places[2] as Place;
const asked = { levels: ['county', 'municipal'] as const, counties: ['530102'], today: '2026-09-07' };
const named = (people: Person[], of: typeof asked = asked) =>
  gaps(places, people, of).map(({ place: { orgPath } }) => orgPath);

describe('哪里没有人审批', () => {
  it('受理的县和它上面的市，哪一级没有就说哪一级；不受理的县、这一省不审批的一级，不算缺', () => {
    expect(named([])).toEqual(['530000/530100', '530000/530100/530102']);
    expect(named([approver('a', county.orgPath)])).toEqual(['530000/530100']);
    expect(named([approver('a', county.orgPath), approver('b', '530000/530100')])).toEqual([]);
  });

  it('离任的不算；只有别的职责的不算', () => {
    const left = approver('a', county.orgPath, { active: false });
    const clerk = approver('c', county.orgPath, { roles: ['registrar'] });
    expect(seatAt(county, [left, clerk], asked.today)).toMatchObject({ deciding: [], missing: true });
  });

  it('写了代办的那些天由代办的人办，过了末日是本人；代办的人离任了的，这一天没有人', () => {
    const standIn = { by: 'b', byName: '乙', from: '2026-09-01', to: '2026-09-07' };
    const away = approver('a', county.orgPath, { standIn });
    const other = approver('b', '530000/530100');
    const on = (today: string, second: Person) => seatAt(county, [away, second], today);
    expect(on('2026-09-07', other).deciding[0]?.standIn?.id).toBe('b');
    expect(on('2026-09-08', other).deciding[0]?.standIn).toBeUndefined();
    expect(on('2026-09-07', { ...other, active: false }).missing).toBe(true);
    expect(on('2026-09-08', { ...other, active: false }).missing).toBe(false);
  });
});
