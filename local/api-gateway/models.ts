/** Says what is wrong with a value, or nothing. */
export type Validator = (value: unknown) => string[];

type Schema = Readonly<Record<string, unknown>>;

const ANNOTATIONS = new Set(['$schema', 'title', 'description', 'default', 'examples']);

/**
 * Compiles the model of a request body: the part of JSON Schema that request models use.
 * @throws Error with a Chinese sentence naming a keyword that is not understood.
 */
export function compileModel(name: string, models: ReadonlyMap<string, Schema>): Validator {
  // API Gateway has two models of its own.
  if (name === 'Empty') return () => [];
  const schema = models.get(name);
  if (!schema) throw new Error(`没有名为 ${name} 的请求模型`);
  return compile(schema);
}

function compile(schema: Schema): Validator {
  const checks = Object.keys(schema)
    .filter((keyword) => !ANNOTATIONS.has(keyword))
    .map((keyword) => check(keyword, schema));
  return (value) => checks.flatMap((run) => run(value));
}

function check(keyword: string, schema: Schema): Validator {
  const argument = schema[keyword];
  switch (keyword) {
    case 'type': {
      const types = [argument].flat() as string[];
      return (value) => (types.some((type) => isOfType(value, type)) ? [] : [`instance type does not match ${types}`]);
    }
    case 'required':
      return (value) =>
        isObject(value)
          ? (argument as string[])
              .filter((key) => !Object.hasOwn(value, key))
              .map((key) => `missing required property ${key}`)
          : [];
    case 'properties': {
      const validators = Object.entries(argument as Record<string, Schema>).map(
        ([key, inner]) => [key, compile(inner)] as const,
      );
      return (value) =>
        isObject(value)
          ? validators.flatMap(([key, validate]) => (Object.hasOwn(value, key) ? validate(value[key]) : []))
          : [];
    }
    case 'additionalProperties': {
      if (argument === true) return () => [];
      if (argument !== false) throw new Error('请求模型的 additionalProperties 只认识 true 和 false');
      const known = new Set(Object.keys((schema.properties as object | undefined) ?? {}));
      return (value) =>
        isObject(value) && Object.keys(value).some((key) => !known.has(key)) ? ['unexpected property'] : [];
    }
    case 'items': {
      const validate = compile(argument as Schema);
      return (value) => (Array.isArray(value) ? value.flatMap(validate) : []);
    }
    case 'enum':
      return (value) => ((argument as unknown[]).includes(value) ? [] : ['value is not in enum']);
    case 'pattern': {
      const expression = new RegExp(argument as string, 'u');
      return (value) => (typeof value !== 'string' || expression.test(value) ? [] : ['value does not match pattern']);
    }
    case 'minLength':
      return (value) => (typeof value === 'string' && value.length < Number(argument) ? ['string is too short'] : []);
    case 'maxLength':
      return (value) => (typeof value === 'string' && value.length > Number(argument) ? ['string is too long'] : []);
    case 'minimum':
      return (value) => (typeof value === 'number' && value < Number(argument) ? ['number is too small'] : []);
    case 'maximum':
      return (value) => (typeof value === 'number' && value > Number(argument) ? ['number is too large'] : []);
    case 'minProperties':
      return (value) =>
        isObject(value) && Object.keys(value).length < Number(argument) ? ['object has too few properties'] : [];
    case 'maxItems':
      return (value) => (Array.isArray(value) && value.length > Number(argument) ? ['array is too long'] : []);
    default:
      throw new Error(`本地云不认识请求模型的关键字 ${keyword}`);
  }
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    default:
      return typeof value === type;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
