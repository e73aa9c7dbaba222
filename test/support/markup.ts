/** One element of a parsed page. */
export interface Element {
  tag: string;
  attributes: Record<string, string>;
  /** Tags of its ancestors, outermost first. */
  within: string[];
  /** Text directly and indirectly inside, entities left as they are. */
  text: string;
}

const voidTags = new Set(['meta', 'link', 'input', 'br']);

/**
 * Reads markup strictly and lists its elements: every tag closed in order, every attribute quoted or bare, none twice,
 * no stray `<` or `&`. Far narrower than HTML allows, which is the point: what our templates write has to fit it.
 *
 * @throws Error naming the first thing that does not fit
 */
export function parse(markup: string): Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const token =
    /<!DOCTYPE html>|<style>[^<]*<\/style>|<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<]*")?)*)\s*>|([^<]+)/gy;
  let read = 0;
  while (read < markup.length) {
    token.lastIndex = read;
    const match = token.exec(markup);
    if (match === null) throw new Error(`Not markup: ${markup.slice(read, read + 60)}`);
    read = token.lastIndex;
    const [, slash, tag, written = '', text] = match;
    if (text !== undefined) addText(text, open);
    else if (slash === '/') close(tag, open);
    else if (tag !== undefined) {
      const element = { tag, attributes: attributesOf(written), within: open.map((each) => each.tag), text: '' };
      elements.push(element);
      if (!voidTags.has(tag)) open.push(element);
    }
  }
  if (open.length > 0) throw new Error(`Not closed: ${open.map((each) => each.tag).join(' ')}`);
  return elements;
}

function addText(text: string, open: Element[]): void {
  const stray = /&(?!(?:amp|lt|gt|quot|#39);)/.exec(text);
  if (stray) throw new Error(`Stray &: ${text.slice(stray.index, stray.index + 30)}`);
  for (const element of open) element.text += text;
}

function close(tag: string | undefined, open: Element[]): void {
  const innermost = open.pop();
  if (innermost?.tag !== tag) throw new Error(`</${tag}> closes <${innermost?.tag}>`);
}

function attributesOf(written: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of written.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)) {
    if (Object.hasOwn(attributes, name)) throw new Error(`Twice in one tag: ${name}`);
    attributes[name] = value;
  }
  return attributes;
}
