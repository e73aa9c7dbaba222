/** The IAM policy that a Lambda authorizer answers with. */
export interface PolicyDocument {
  Statement: readonly {
    Effect: string;
    Action: string | readonly string[];
    Resource: string | readonly string[];
  }[];
}

export type Verdict = 'allow' | 'explicit-deny' | 'implicit-deny';

/** Whether the policy lets `execute-api:Invoke` happen on the method's ARN; a Deny beats every Allow. */
export function evaluatePolicy(policy: PolicyDocument, methodArn: string): Verdict {
  let verdict: Verdict = 'implicit-deny';
  for (const statement of policy.Statement) {
    const actions = [statement.Action].flat();
    const resources = [statement.Resource].flat();
    if (!actions.some((action) => like(action.toLowerCase(), 'execute-api:invoke'))) continue;
    if (!resources.some((resource) => like(resource, methodArn))) continue;
    if (statement.Effect === 'Deny') return 'explicit-deny';
    if (statement.Effect === 'Allow') verdict = 'allow';
  }
  return verdict;
}

/** `*` stands for any run of characters, also slashes; `?` for one. */
function like(pattern: string, text: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  return new RegExp(`^${expression}$`).test(text);
}
