import { memo, type ReactNode, useMemo } from 'react';
import type { Fault } from '../../../shared/form/faults.ts';
import { valueAt } from '../../../shared/form/pointers.ts';
import { hasDivisionNames } from '../../platform/division-names.ts';
import { type Box, listOf } from './boxes.ts';
import { useForm, useOfForm } from './context.ts';
import { divisionInWords, divisionsLike, sayingOf } from './identity.ts';
import { pathOf, UNREAD } from './store.ts';
import { askedBack, textOf } from './texts.ts';

/** As many options as a list to choose from shows at once; longer ones are written, with the options that are alike below. */
const MOST_TO_CHOOSE = 16;

interface Placed {
  box: Box;
  /** JSON pointer. */
  at: string;
  label: string;
  /** In a grid the label stands over the column; it is said all the same. */
  bare?: boolean;
}

export const idOf = (pointer: string): string => `box${pointer}`;

/** One box of the form with all that belongs to it: what it is called, what is wrong with it, what was probably meant. */
export const Field = memo(function Field({ box, at, label, bare = false }: Placed): ReactNode {
  const faults = useOfForm((store) => store.faultsAt(at));
  const [hint, fault] = [`hint${at}`, `fault${at}`];
  const described = [box.hint && !bare ? hint : '', faults.length > 0 ? fault : ''].filter(Boolean).join(' ');
  const isWrong = faults.some((each) => !isWarning(each));
  const input = {
    id: idOf(at),
    'aria-describedby': described || undefined,
    'aria-invalid': isWrong || undefined,
    'aria-required': box.required || undefined,
    ...(bare ? { 'aria-label': label } : {}),
  };
  const className = ['form-box', box.wide && 'form-wide', isWrong && 'form-wrong'].filter(Boolean).join(' ');
  return (
    <div className={className}>
      {!bare && box.kind !== 'words' && (
        <label htmlFor={idOf(at)}>
          {label}
          {box.required && <span className="form-must">必填</span>}
        </label>
      )}
      {box.hint && !bare && <small id={hint}>{box.hint}</small>}
      <Input box={box} at={at} label={label} input={input} />
      {box.kind === 'idNumber' && <Says at={at} />}
      {box.kind === 'money' && <Asks box={box} at={at} />}
      {faults.length > 0 && (
        <div id={fault}>
          {faults.map((each) => (
            <Wrong key={each.code + each.message} fault={each} box={box} at={at} />
          ))}
        </div>
      )}
    </div>
  );
});

const WARNINGS = [1120, 1155];
const isWarning = ({ code }: Fault): boolean => WARNINGS.includes(code);

/** What is wrong, what stands there, and one tap to what was probably meant. */
function Wrong({ fault, box, at }: { fault: Fault; box: Box; at: string }): ReactNode {
  const store = useForm();
  const { code, message, offer } = fault;
  return (
    <p className={isWarning(fault) ? 'form-warning' : 'form-fault'}>
      {isWarning(fault) ? '请看一眼：' : ''}
      {sayInYuan(message)}
      {code !== UNREAD && <Stands box={box} at={at} said={message} />}
      {offer !== undefined && (
        <button type="button" className="form-offer" onClick={() => store.fill(pathOf(fault.pointer), offer)}>
          改为 {textOf(box.kind, offer)}
        </button>
      )}
    </p>
  );
}

/** Here amounts are in yuan; the sentence of the API speaks of fen. */
const sayInYuan = (message: string): string =>
  message.replace(/：金额以分为单位，[^？]*？/, '：这里以元为单位，是不是多写、少写了两位？');

/** The value as it stands, where the sentence does not say it. */
function Stands({ box, at, said }: { box: Box; at: string; said: string }): ReactNode {
  const text = useOfForm((store) => store.text(box.kind, pathOf(at)));
  return text === '' || said.includes('现为') || said.includes(text) ? null : `；现为“${text}”`;
}

/** What an ID number says, as soon as it can be read. */
function Says({ at }: { at: string }): ReactNode {
  const store = useForm();
  const text = useOfForm((each) => each.text('idNumber', pathOf(at)));
  const said = sayingOf(text, store.day);
  // It says more once they are here.
  useOfForm(hasDivisionNames);
  return said === undefined ? null : <small className="form-says">{said}</small>;
}

function Asks({ box, at }: { box: Box; at: string }): ReactNode {
  const value = useOfForm((store) => valueAt(store.form, pathOf(at)));
  const asked = askedBack(box.field, value);
  return asked === undefined ? null : <small className="form-warning">{asked}</small>;
}

interface Attributes {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
  'aria-label'?: string;
}

/** The control itself. It is drawn anew when its own text changes, and at no other key. */
function Input({ box, at, label, input }: Omit<Placed, 'bare'> & { input: Attributes }): ReactNode {
  const store = useForm();
  const path = useMemo(() => pathOf(at), [at]);
  const { kind, max } = box;
  const text = useOfForm((each) => each.text(kind, path));
  const generation = useOfForm((each) => each.form.codeLists ?? '2016');
  const handlers = {
    value: text,
    onChange: ({ target }: { target: { value: string } }) => store.type(kind, path, target.value),
    onFocus: () => store.enter(path),
    onBlur: () => store.leave(kind, path),
  };
  if (kind === 'note') return <textarea {...input} {...handlers} rows={2} maxLength={max} />;
  if (kind === 'yesNo') return <Select {...input} {...handlers} of={['是', '否']} />;
  if (kind === 'date') return <input {...input} {...handlers} type="date" max="9999-12-31" />;
  if (kind === 'division') return <Division input={input} handlers={handlers} at={at} max={max} />;
  const words = listOf(box)?.generations[generation].values;
  if (kind === 'words') return <Words input={input} label={label} of={words ?? []} at={at} />;
  if (words !== undefined && words.length <= MOST_TO_CHOOSE) return <Select {...input} {...handlers} of={words} />;
  const numeric = kind === 'money' || kind === 'years' ? 'decimal' : kind === 'count' ? 'numeric' : undefined;
  return (
    <>
      <input
        {...input}
        {...handlers}
        type="text"
        inputMode={numeric}
        maxLength={max}
        autoComplete="off"
        spellCheck={false}
        list={words && `list${at}`}
      />
      {words && (
        <datalist id={`list${at}`}>
          {words.map((word) => (
            <option key={word} value={word} />
          ))}
        </datalist>
      )}
    </>
  );
}

/** A word of a short list; one that stands there and is none of them is shown all the same. */
function Select({
  of,
  value,
  ...more
}: Attributes & {
  of: readonly string[];
  value: string;
  onChange: (event: { target: { value: string } }) => void;
  onFocus: () => void;
  onBlur: () => void;
}): ReactNode {
  return (
    <select {...more} value={value}>
      <option value="">（未填）</option>
      {value !== '' && !of.includes(value) && <option value={value}>{value}</option>}
      {of.map((word) => (
        <option key={word} value={word}>
          {word}
        </option>
      ))}
    </select>
  );
}

/** Several words of a list; what stands there and is none of them stays. Vehicles may repeat: each is one more. */
function Words({
  input,
  label,
  of,
  at,
}: {
  input: Attributes;
  label: string;
  of: readonly string[];
  at: string;
}): ReactNode {
  const store = useForm();
  const path = useMemo(() => pathOf(at), [at]);
  const text = useOfForm((each) => each.text('words', path));
  const chosen = text === '' ? [] : text.split('、');
  const put = (words: readonly string[]) => store.fill(path, words.length === 0 ? undefined : words);
  const counts = at === '/assets/vehicles';
  return (
    <fieldset id={input.id} aria-describedby={input['aria-describedby']} tabIndex={-1}>
      <legend>{label}</legend>
      {[...of, ...chosen.filter((word) => !of.includes(word))].map((word, place) =>
        counts ? (
          <span key={word} className="form-count">
            {word} {chosen.filter((each) => each === word).length} 辆
            <button type="button" onClick={() => put([...chosen, word])}>
              添一辆{word}
            </button>
            {chosen.includes(word) && (
              <button type="button" onClick={() => put(withoutOne(chosen, word))}>
                去一辆{word}
              </button>
            )}
          </span>
        ) : (
          <label key={`${word}${place >= of.length ? place : ''}`} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(word)}
              onChange={({ target }) =>
                put(target.checked ? [...chosen, word] : chosen.filter((each) => each !== word))
              }
            />
            {word}
          </label>
        ),
      )}
    </fieldset>
  );
}

function withoutOne(words: readonly string[], word: string): string[] {
  const at = words.indexOf(word);
  return words.filter((_, index) => index !== at);
}

/** A county, by its code or by a part of its name; the names come when somebody begins to fill in. */
function Division({
  input,
  handlers,
  at,
  max,
}: {
  input: Attributes;
  handlers: {
    value: string;
    onChange: (event: { target: { value: string } }) => void;
    onFocus: () => void;
    onBlur: () => void;
  };
  at: string;
  max: number;
}): ReactNode {
  const hasNames = useOfForm(hasDivisionNames);
  const { value } = handlers;
  const isCode = /^\d{6}/.test(value);
  const like = hasNames && !isCode ? divisionsLike(value) : [];
  return (
    <>
      <input {...input} {...handlers} type="text" maxLength={max} autoComplete="off" list={`list${at}`} />
      <datalist id={`list${at}`}>
        {like.map(({ code, name }) => (
          <option key={code} value={`${code} ${name}`} />
        ))}
      </datalist>
      {hasNames && isCode && <small className="form-says">{divisionInWords(value.slice(0, 6))}</small>}
    </>
  );
}
