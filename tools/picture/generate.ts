/** `node tools/picture/generate.ts`: draws docs/images/lifecycle.svg from the state machine's definition. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Definition } from './definition.ts';
import { drawLifecycle } from './draw.ts';

export const source = new URL('../../workflows/dossier-lifecycle.asl.json', import.meta.url);
export const picture = new URL('../../docs/images/lifecycle.svg', import.meta.url);

/** The picture of the definition as it is now. */
export function currentPicture(): string {
  return drawLifecycle(Definition.parse(JSON.parse(readFileSync(source, 'utf8'))));
}

if (import.meta.main) writeFileSync(picture, currentPicture());
