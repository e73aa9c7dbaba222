/**
 * Stands in for the SDK's chain of credential providers: in Lambda credentials always come from the environment, and
 * the chain's others (SSO, login, profiles, metadata services) are a quarter of a bundle.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
