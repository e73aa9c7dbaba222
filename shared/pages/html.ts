/** A piece of markup that is safe to send. Only `html` makes one, so text from people can never become markup. */
export class Html {
  readonly #markup: string;

  constructor(parts: TemplateStringsArray, values: readonly HtmlValue[]) {
    let markup = parts[0] ?? '';
    values.forEach((value, index) => {
      if (parts[index]?.endsWith('=')) throw new TypeError('An attribute value has to stand in quotes');
      markup += render(value) + (parts[index + 1] ?? '');
    });
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

/**
 * Markup from a template. Values are escaped, `Html` is kept, lists are joined, and null, undefined and false vanish.
 *
 * @example html`<p title="${title}">${name}</p>`
 * @throws TypeError when a value would stand in an attribute without quotes
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(parts, values);
}

function render(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.map(render).join('');
  return escapeText(String(value));
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Text as it may stand in an element or between quotes. Control characters, and those that turn the direction of what
 * follows (a name could otherwise rearrange the sentence around it), become U+FFFD.
 */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign).replace(unprintable, '\uFFFD');
}

const unprintable = /[^\P{Cc}\t\n\r]|[\u200E\u200F\u202A-\u202E\u2066-\u2069]|\p{Cs}/gu;
