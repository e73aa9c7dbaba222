/**
 * Stands in for the SDK's discovery of endpoints, with its cache: DynamoDB's client makes one ready and no command of
 * its asks it. The endpoint comes from the region, or from AWS_ENDPOINT_URL_DYNAMODB.
 */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: false,
};
export const resolveEndpointDiscoveryConfig = <T>(config: T): T => config;
