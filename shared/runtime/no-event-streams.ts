/**
 * Stands in for the SDK's streams of events: no operation that we call has one, and their code is a part of every
 * client. Whatever asks for one all the same fails.
 */
export const eventStreamSerdeProvider = (): never => {
  throw new Error('a stream of events was asked for, and bundles have no code for them');
};

/** S3's client asks for this when it is made, for an operation that nothing calls: SelectObjectContent. */
export const resolveEventStreamSerdeConfig = <T>(config: T): T => config;
