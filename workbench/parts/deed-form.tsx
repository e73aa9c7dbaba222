import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { FieldFault, FieldFaults, placed, useFieldFault } from './field-faults.tsx';
import { useKeptFields } from './kept-fields.ts';
import { newKey } from './key.ts';
import { Refusal } from './refusal.tsx';

/**
 * A form that does one deed. What is filled in stays while it is sent, when it is refused, and (see `KeptAbout`) when
 * somebody looks elsewhere in between; once it is done everything shown is read again.
 *
 * @param send what the fields say, sent to the API; it throws when the API refuses. Until it is done the key stays the
 *   same: sent twice, or again after its answer was lost, it is one thing
 * @param said what is said once it is done
 * @param onDone is told what was answered, in place of that
 * @param onChange called when anything is filled in otherwise
 * @param faultsAt where a fault stands of which no field has the name, by its pointer
 * @param isAside not what one comes here to do: a page has one blue button
 */
export function DeedForm<Answer>({
  title,
  button,
  send,
  said = '已经记下。',
  onChange,
  onDone,
  isAside = false,
  faultsAt,
  children,
}: {
  title: string;
  button: string;
  send: (fields: FormData, key: string) => Promise<Answer>;
  said?: ReactNode;
  onChange?: () => void;
  onDone?: (answer: Answer) => void;
  isAside?: boolean;
  faultsAt?: Readonly<Record<string, string>>;
  children: ReactNode;
}): ReactNode {
  const queries = useQueryClient();
  const key = useRef(newKey());
  // A second click comes before anything is drawn anew.
  const busy = useRef(false);
  const deed = useMutation({
    mutationFn: async (fields: FormData) => send(fields, key.current),
    onSuccess: async (answer) => {
      key.current = newKey();
      kept.done();
      onDone?.(answer);
      await queries.invalidateQueries();
    },
    onSettled: () => {
      busy.current = false;
    },
  });
  const heading = useId();
  const form = useRef<HTMLFormElement>(null);
  const kept = useKeptFields(form, title);
  // Of what was refused, the fields that have been changed since.
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    setChanged(new Set());
    deed.mutate(new FormData(event.currentTarget));
  };
  const change = ({ target }: FormEvent<HTMLFormElement>) => {
    const { name } = target as unknown as { name: string };
    kept.changed(target);
    // What is filled in now is not what was done, nor what was refused.
    if (deed.isSuccess) deed.reset();
    if (deed.isError) setChanged(new Set([...changed, name]));
    onChange?.();
  };
  const readAnew = async () => {
    await queries.invalidateQueries();
    // Whoever has looked and goes on does another thing: under the old key it would be refused for ever.
    key.current = newKey();
    deed.reset();
  };
  const { beside: refused, others } = placed(
    deed.error,
    (name) => form.current?.elements.namedItem(name) != null,
    faultsAt,
  );
  const [first] = refused.keys();
  const beside = new Map([...refused].filter(([name]) => !changed.has(name)));
  const isMended = refused.size > 0 && beside.size + others.length === 0;
  useEffect(() => {
    const field = deed.isError && first !== undefined ? form.current?.elements.namedItem(first) : null;
    if (field instanceof HTMLElement) field.focus();
  }, [deed.isError, first]);
  return (
    <form ref={form} className="deed" onSubmit={submit} onChange={change} aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      <FieldFaults value={beside}>{children}</FieldFaults>
      {deed.isError && !isMended && (
        <Refusal
          error={deed.error}
          beside={beside.size}
          others={others}
          isOld={changed.size > 0 && (refused.size === 0 || others.length > 0)}
          onReadAnew={() => void readAnew()}
        />
      )}
      <button type="submit" className={isAside ? undefined : 'primary'} disabled={deed.isPending}>
        {deed.isPending ? '正在提交……' : button}
      </button>
      {deed.isSuccess && !onDone && (
        <p className="done" role="status">
          {said}
        </p>
      )}
    </form>
  );
}

interface Named {
  name: string;
  label: string;
  hint?: string;
}

export function TextField({
  name,
  label,
  hint,
  ...input
}: Named & {
  type?: 'text' | 'date' | 'month' | 'email' | 'tel' | 'number';
  defaultValue?: string | undefined;
  required?: boolean;
  readOnly?: boolean;
  min?: string | undefined;
  max?: string | undefined;
  maxLength?: number;
  inputMode?: 'decimal' | 'numeric';
}) {
  const fault = useFieldFault(name);
  return (
    <>
      <label className="field">
        {label}
        {hint && <small>{hint}</small>}
        <input name={name} type="text" required autoComplete="off" {...input} {...fault.props} />
      </label>
      {fault.shown}
    </>
  );
}

export function TextArea({
  name,
  label,
  hint,
  required = true,
  maxLength = 1000,
  defaultValue,
}: Named & { required?: boolean; maxLength?: number; defaultValue?: string | undefined }): ReactNode {
  const fault = useFieldFault(name);
  return (
    <>
      <label className="field">
        {label}
        {hint && <small>{hint}</small>}
        <textarea
          name={name}
          required={required}
          rows={4}
          maxLength={maxLength}
          defaultValue={defaultValue}
          {...fault.props}
        />
      </label>
      {fault.shown}
    </>
  );
}

/** One of many, each in words. `none`: what choosing nothing is called, where that is allowed. */
export function SelectField({
  name,
  label,
  hint,
  of,
  none,
  defaultValue = '',
  onPick,
}: Named & {
  of: readonly (readonly [value: string, title: string])[];
  none?: string;
  defaultValue?: string;
  /** For what else depends on it. */
  onPick?: (value: string) => void;
}): ReactNode {
  const fault = useFieldFault(name);
  return (
    <>
      <label className="field">
        {label}
        {hint && <small>{hint}</small>}
        <select
          name={name}
          defaultValue={defaultValue}
          required={none === undefined}
          onChange={({ target }) => onPick?.(target.value)}
          {...fault.props}
        >
          <option value="">{none ?? '请选择'}</option>
          {of.map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {fault.shown}
    </>
  );
}

/** One of a few, each in words. */
export function Choice({
  name,
  label,
  of,
  defaultValue,
  onPick,
}: Named & {
  of: readonly (readonly [value: string, title: string])[];
  defaultValue?: string;
  onPick?: (value: string) => void;
}): ReactNode {
  return (
    <fieldset>
      <legend>{label}</legend>
      {of.map(([value, title]) => (
        <label key={value} className="choice">
          <input
            type="radio"
            name={name}
            value={value}
            defaultChecked={value === defaultValue}
            onChange={() => onPick?.(value)}
            required
          />
          {title}
        </label>
      ))}
      <FieldFault name={name} />
    </fieldset>
  );
}

/** As many of a few as there are, one at least. */
export function Choices({
  name,
  label,
  of,
  defaultValue = [],
}: Named & {
  of: readonly (readonly [value: string, title: string])[];
  defaultValue?: readonly string[];
}): ReactNode {
  return (
    <fieldset>
      <legend>{label}</legend>
      {of.map(([value, title]) => (
        <label key={value} className="choice">
          <input type="checkbox" name={name} value={value} defaultChecked={defaultValue.includes(value)} />
          {title}
        </label>
      ))}
      <FieldFault name={name} />
    </fieldset>
  );
}
