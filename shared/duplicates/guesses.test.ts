import { describe, expect, it } from 'vitest';
import { GUESSES, GUESSES_WITH_ONE_END, type Guess, guessByNumber, guessOf } from './guesses.ts';

const number = '530102197606280408';
const person = { name: '王秀英', idNumber: number, birthDate: '1976-06-28' };
const unnumbered = { name: '王秀英', birthDate: '1976-06-28' };

/** All that a try has in common with others, each with the place where it is counted. */
const marksOf = ({ inCommon }: Guess) =>
  inCommon.flatMap(({ among, marks }) => marks.map(({ mark }) => `${among} ${mark}`));
/** What two tries have in common. */
const shared = (a: Guess, b: Guess) => marksOf(a).filter((mark) => marksOf(b).includes(mark));
const placesOf = ({ inCommon }: Guess) => inCommon.map(({ among }) => among);

describe('只凭号码来问', () => {
  it('试的是这个号码，同一区划的在一处计数：末四位相同的，生日相同的', () => {
    expect(guessByNumber(number)).toEqual({
      tried: number,
      inCommon: [
        {
          among: '530102',
          marks: [
            { mark: '*0408', max: GUESSES_WITH_ONE_END },
            { mark: '19760628*', max: GUESSES },
          ],
        },
      ],
    });
  });

  it('只改末四位或者只改生日地去试，都数到一起；两样都不同的，不相干', () => {
    expect(shared(guessByNumber(number), guessByNumber('530102197606281515'))).toHaveLength(1);
    expect(shared(guessByNumber(number), guessByNumber('530102198001010408'))).toHaveLength(1);
    expect(shared(guessByNumber(number), guessByNumber('530102198001011515'))).toEqual([]);
    expect(shared(guessByNumber(number), guessByNumber('530103197606280408'))).toEqual([]);
  });
});

describe('凭姓名和号码来问', () => {
  it('除了号码本身的，还数姓名听起来一样、号码有一段相同的', () => {
    const guess = guessOf(person);
    expect(guess.tried).toBe(number);
    expect(guess.inCommon.slice(0, 1)).toEqual(guessByNumber(number).inCommon);
    const heard = guess.inCommon.slice(1).flatMap(({ marks }) => marks);
    expect(new Set(heard.map(({ max }) => max))).toEqual(new Set([GUESSES]));
    const whole = heard.map(({ mark }) => mark).filter((mark) => mark.startsWith('wang xiu yin '));
    expect(whole).toEqual(['wang xiu yin year 1976', 'wang xiu yin day 0628', 'wang xiu yin order 040']);
  });

  it('别的区划，只有一段相同，姓名听起来一样：仍数到一起', () => {
    const guess = guessOf(person);
    const sounds = 3;
    for (const idNumber of ['320500197601011515', '320500198006281515', '320500198001010401']) {
      expect(shared(guess, guessOf({ ...person, name: '王秀盈', idNumber })), idNumber).toHaveLength(sounds);
    }
    expect(shared(guess, guessOf({ ...person, idNumber: '320500198001011515' }))).toEqual([]);
    expect(shared(guess, guessOf({ ...person, name: '李建国', idNumber: '320500197601011515' }))).toEqual([]);
  });

  it('姓名少写一字的，在同一处数', () => {
    expect(new Set(placesOf(guessOf(person)))).toEqual(new Set(['530102', 'wang']));
    expect(placesOf(guessOf({ ...person, name: '王英' }))).toContain('wang');
  });
});

describe('凭姓名和生日来问，没有号码', () => {
  it('试的是生日；一个姓名换着生日试，都数到一起', () => {
    const guess = guessOf(unnumbered);
    expect(guess.tried).toBe('1976-06-28');
    expect(marksOf(guess)).toContain('wang wang xiu yin without a number');
    expect(shared(guess, guessOf({ ...unnumbered, birthDate: '1980-01-01' }))).toEqual(marksOf(guess));
    expect(guess.inCommon.flatMap(({ marks }) => marks.map(({ max }) => max))).not.toContain(GUESSES_WITH_ONE_END);
  });

  it('与有号码的不混在一起数', () => {
    expect(shared(guessOf(unnumbered), guessOf(person))).toEqual([]);
  });

  it('没有声音的姓名，没有可数的', () => {
    expect(guessOf({ ...unnumbered, name: '··' }).inCommon).toEqual([]);
    expect(guessOf({ ...person, name: '··' })).toEqual(guessByNumber(number));
  });

  it('字母写的、按辅音听的姓名，数在第一个字母的一处', () => {
    expect(placesOf(guessOf({ ...unnumbered, name: 'Anna' }))).toEqual(
      placesOf(guessOf({ ...unnumbered, name: 'Anton' })),
    );
    expect(placesOf(guessOf({ ...unnumbered, name: 'Anna' }))[0]).toHaveLength(1);
    const places = placesOf(guessOf({ ...unnumbered, name: '阿卜杜拉·买买提' }));
    expect(new Set(places).size).toBe(places.length);
  });
});
