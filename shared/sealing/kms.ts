/** The part of the SDK that sealing needs, by name: imported as a whole, all of it would be in every bundle. */
export { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
