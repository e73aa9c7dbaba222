import { randomInt } from 'node:crypto';
import * as z from 'zod';

/** GenerateSecretString of AWS::SecretsManager::Secret, as far as a template here uses it. */
export const generateSecretStringShape = z
  .strictObject({
    SecretStringTemplate: z.string().optional(),
    GenerateStringKey: z.string().optional(),
    PasswordLength: z.int().min(1).max(4096).default(32),
    ExcludePunctuation: z.boolean().default(false),
  })
  .refine(
    ({ SecretStringTemplate, GenerateStringKey }) =>
      (SecretStringTemplate === undefined) === (GenerateStringKey === undefined),
    'SecretStringTemplate 与 GenerateStringKey 须一并给出',
  );
export type GenerateSecretString = z.output<typeof generateSecretStringShape>;

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** The secret's whole string: the password alone, or the template's JSON object with the password under its key. */
export function generateSecretString(props: GenerateSecretString): string {
  const { SecretStringTemplate: template, GenerateStringKey: key } = props;
  const password = generatePassword(props);
  if (template === undefined || key === undefined) return password;
  return JSON.stringify({ ...(JSON.parse(template) as object), [key]: password });
}

/** At least one of each type of character, as Secrets Manager does unless it is told otherwise. */
function generatePassword({ PasswordLength: length, ExcludePunctuation }: GenerateSecretString): string {
  const types = [LOWER, LOWER.toUpperCase(), '0123456789', ...(ExcludePunctuation ? [] : [PUNCTUATION])];
  const picked = types.slice(0, length).map(pick);
  while (picked.length < length) picked.push(pick(types.join('')));
  for (let i = picked.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [picked[i], picked[j]] = [picked[j] as string, picked[i] as string];
  }
  return picked.join('');
}

function pick(characters: string): string {
  return characters[randomInt(characters.length)] as string;
}
