import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useRef } from 'react';
import { ErrorText } from './states.tsx';

/**
 * A form that does one deed. What is filled in stays while it is sent, and when it is refused; once it is done
 * everything shown is read again.
 *
 * @param send what the fields say, sent to the API; it throws when the API refuses
 */
export function DeedForm({
  title,
  button,
  send,
  children,
}: {
  title: string;
  button: string;
  send: (fields: FormData) => Promise<unknown>;
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
  return (
    <form ref={form} className="deed" onSubmit={submit} aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      {children}
      {deed.isError && <ErrorText error={deed.error} />}
      <button type="submit" className="primary" disabled={deed.isPending}>
        {deed.isPending ? '正在提交……' : button}
      </button>
      {deed.isSuccess && (
        <p className="done" role="status">
          已经记下。
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
}: Named & { type?: 'text' | 'date'; defaultValue?: string; max?: string }) {
  return (
    <label className="field">
      {label}
      {hint && <small>{hint}</small>}
      <input name={name} type="text" required autoComplete="off" {...input} />
    </label>
  );
}

export function TextArea({ name, label, hint }: Named): ReactNode {
  return (
    <label className="field">
      {label}
      {hint && <small>{hint}</small>}
      <textarea name={name} required rows={4} maxLength={1000} />
    </label>
  );
}

/** One of a few, each in words. */
export function Choice({
  name,
  label,
  of,
}: Named & { of: readonly (readonly [value: string, title: string])[] }): ReactNode {
  return (
    <fieldset>
      <legend>{label}</legend>
      {of.map(([value, title]) => (
        <label key={value} className="choice">
          <input type="radio" name={name} value={value} required />
          {title}
        </label>
      ))}
    </fieldset>
  );
}
