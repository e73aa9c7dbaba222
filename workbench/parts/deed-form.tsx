import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useRef } from 'react';
import { ErrorText } from './states.tsx';

/**
 * A form that does one deed. What is filled in stays while it is sent, and when it is refused; once it is done
 * everything shown is read again.
 *
 * @param send what the fields say, sent to the API; it throws when the API refuses
 * @param said what is said once it is done
 * @param onChange called when anything is filled in otherwise
 */
export function DeedForm({
  title,
  button,
  send,
  said = '已经记下。',
  onChange,
  children,
}: {
  title: string;
  button: string;
  send: (fields: FormData) => Promise<unknown>;
  said?: ReactNode;
  onChange?: () => void;
  children: ReactNode;
}): ReactNode {
  const queries = useQueryClient();
  const deed = useMutation({ mutationFn: send, onSuccess: () => queries.invalidateQueries() });
  const heading = useId();
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    deed.mutate(new FormData(event.currentTarget));
  };
  const change = () => {
    // What is filled in now is not what was done.
    if (deed.isSuccess) deed.reset();
    onChange?.();
  };
  return (
    <form ref={form} className="deed" onSubmit={submit} onChange={change} aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      {children}
      {deed.isError && <ErrorText error={deed.error} />}
      <button type="submit" className="primary" disabled={deed.isPending}>
        {deed.isPending ? '正在提交……' : button}
      </button>
      {deed.isSuccess && (
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
  type?: 'text' | 'date' | 'email' | 'tel';
  defaultValue?: string;
  required?: boolean;
  readOnly?: boolean;
  min?: string;
  max?: string;
  maxLength?: number;
  inputMode?: 'decimal';
}) {
  return (
    <label className="field">
      {label}
      {hint && <small>{hint}</small>}
      <input name={name} type="text" required autoComplete="off" {...input} />
    </label>
  );
}

export function TextArea({ name, label, hint, required = true }: Named & { required?: boolean }): ReactNode {
  return (
    <label className="field">
      {label}
      {hint && <small>{hint}</small>}
      <textarea name={name} required={required} rows={4} maxLength={1000} />
    </label>
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
}: Named & {
  of: readonly (readonly [value: string, title: string])[];
  none?: string;
  defaultValue?: string;
}): ReactNode {
  return (
    <label className="field">
      {label}
      {hint && <small>{hint}</small>}
      <select name={name} defaultValue={defaultValue} required={none === undefined}>
        <option value="">{none ?? '请选择'}</option>
        {of.map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** One of a few, each in words. */
export function Choice({
  name,
  label,
  of,
  defaultValue,
}: Named & { of: readonly (readonly [value: string, title: string])[]; defaultValue?: string }): ReactNode {
  return (
    <fieldset>
      <legend>{label}</legend>
      {of.map(([value, title]) => (
        <label key={value} className="choice">
          <input type="radio" name={name} value={value} defaultChecked={value === defaultValue} required />
          {title}
        </label>
      ))}
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
    </fieldset>
  );
}
