/** A name longer than this is no field of ours: enough of it to be found again. */
const MAX_NAME = 40;

/** JSON pointer (RFC 6901) of a path; names that are no field's are cut short, so that no answer repeats a whole body. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${short(String(part)).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function short(name: string): string {
  return name.length > MAX_NAME ? `${name.slice(0, MAX_NAME).toWellFormed()}…` : name.toWellFormed();
}
