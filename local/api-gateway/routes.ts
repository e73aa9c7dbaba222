/** A resource of the API with the methods on it. */
export interface Route<Method> {
  /** `/v1/dossiers/{id}` */
  path: string;
  methods: ReadonlyMap<string, Method>;
}

export interface Match<Method> {
  path: string;
  method: Method;
  /** Decoded values of `{name}` and `{name+}`. */
  pathParameters: Record<string, string>;
}

/**
 * Finds the route as API Gateway does: a literal segment before a parameter, a parameter before a greedy one. What only leads
 * to other resources is one too, without a method: no greedy one answers in its place.
 */
export class RouteTable<Method> {
  private readonly routes: { segments: string[]; route: Route<Method> }[];

  constructor(routes: readonly Route<Method>[]) {
    const paths = new Set(routes.map(({ path }) => path));
    const between = new Set(routes.flatMap(({ path }) => beginningsOf(path)).filter((path) => !paths.has(path)));
    this.routes = [...routes, ...[...between].map((path) => ({ path, methods: new Map<string, Method>() }))]
      .map((route) => ({ segments: split(route.path), route }))
      .sort((a, b) => compare(a.segments, b.segments));
  }

  /** @param path the raw path of the request line, still encoded. */
  match(httpMethod: string, path: string): Match<Method> | undefined {
    const segments = split(path);
    for (const { segments: pattern, route } of this.routes) {
      const pathParameters = parametersOf(pattern, segments);
      if (!pathParameters) continue;
      const method = route.methods.get(httpMethod) ?? route.methods.get('ANY');
      // The best resource decides alone; another one that would have the method is not looked for.
      return method && { path: route.path, method, pathParameters };
    }
    return undefined;
  }
}

/** `/a` and `/a/b` of `/a/b/c`. */
function beginningsOf(path: string): string[] {
  const segments = path.split('/').slice(1);
  return segments.slice(1).map((_, index) => `/${segments.slice(0, index + 1).join('/')}`);
}

function split(path: string): string[] {
  return path.split('/').filter((segment, i, all) => segment !== '' || (i > 0 && i < all.length - 1));
}

function parametersOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [i, part] of pattern.entries()) {
    const name = nameOf(part);
    const segment = segments[i];
    if (segment === undefined) return undefined;
    if (name?.greedy) {
      parameters[name.name] = decode(segments.slice(i).join('/'));
      return parameters;
    }
    if (name) parameters[name.name] = decode(segment);
    else if (part !== decode(segment)) return undefined;
  }
  return pattern.length === segments.length ? parameters : undefined;
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = rank(a[i]) - rank(b[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function rank(segment: string | undefined): number {
  if (segment === undefined) return 1;
  const name = nameOf(segment);
  return name === undefined ? 0 : name.greedy ? 3 : 2;
}

function nameOf(segment: string): { name: string; greedy: boolean } | undefined {
  const match = /^\{([^}+]+)(\+?)\}$/.exec(segment);
  return match?.[1] === undefined ? undefined : { name: match[1], greedy: match[2] === '+' };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
