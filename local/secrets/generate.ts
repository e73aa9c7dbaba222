import { randomInt } from 'node:crypto';

/** GenerateSecretString of AWS::SecretsManager::Secret. */
export interface GenerateSecretString {
  SecretStringTemplate?: string;
  GenerateStringKey?: string;
  PasswordLength?: number;
  ExcludeCharacters?: string;
  ExcludeLowercase?: boolean;
  ExcludeUppercase?: boolean;
  ExcludeNumbers?: boolean;
  ExcludePunctuation?: boolean;
  IncludeSpace?: boolean;
  RequireEachIncludedType?: boolean;
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const KNOWN = [
  'SecretStringTemplate',
  'GenerateStringKey',
  'PasswordLength',
  'ExcludeCharacters',
  'ExcludeLowercase',
  'ExcludeUppercase',
  'ExcludeNumbers',
  'ExcludePunctuation',
  'IncludeSpace',
  'RequireEachIncludedType',
];

/** The secret's whole string: the password alone, or the template's JSON object with the password under its key. */
export function generateSecretString(props: GenerateSecretString): string {
  const unknown = Object.keys(props).find((name) => !KNOWN.includes(name));
  if (unknown) throw new Error(`GenerateSecretString.${unknown} is not known to the local Secrets Manager`);
  const { SecretStringTemplate: template, GenerateStringKey: key } = props;
  if ((template === undefined) !== (key === undefined)) {
    throw new Error('SecretStringTemplate and GenerateStringKey go together');
  }
  const password = generatePassword(props);
  if (template === undefined || key === undefined) return password;
  return JSON.stringify({ ...(JSON.parse(template) as object), [key]: password });
}

function generatePassword(props: GenerateSecretString): string {
  const excluded = new Set(props.ExcludeCharacters ?? '');
  const without = (characters: string) => [...characters].filter((c) => !excluded.has(c));
  const types = [
    props.ExcludeLowercase ? [] : without(LOWER),
    props.ExcludeUppercase ? [] : without(LOWER.toUpperCase()),
    props.ExcludeNumbers ? [] : without('0123456789'),
    props.ExcludePunctuation ? [] : without(PUNCTUATION),
    props.IncludeSpace ? without(' ') : [],
  ].filter((characters) => characters.length > 0);
  const all = types.flat();
  const length = props.PasswordLength ?? 32;
  const required = (props.RequireEachIncludedType ?? true) ? types : [];
  if (all.length === 0 || !Number.isInteger(length) || length < Math.max(1, required.length) || length > 4096) {
    throw new Error('GenerateSecretString leaves no password to generate');
  }
  const picked = required.map(pick);
  while (picked.length < length) picked.push(pick(all));
  for (let i = picked.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [picked[i], picked[j]] = [picked[j] as string, picked[i] as string];
  }
  return picked.join('');
}

function pick(characters: readonly string[]): string {
  return characters[randomInt(characters.length)] as string;
}
