const SECRETS = 'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY'

/** What to look at, by the name that the service (or, without an answer from it, the network) gives a failure. */
const HINTS: Record<string, string> = {
  NoSuchBucket: 'There is no such bucket: check S3_BUCKET.',
  AccessDenied:
    'The key may not do this: allow it to read, write, delete and list in the bucket of S3_BUCKET.',
  InvalidAccessKeyId: `The key is not known: check ${SECRETS}.`,
  SignatureDoesNotMatch: `The secret does not belong to the key: check ${SECRETS}.`,
  CredentialsProviderError: `No key was found: set ${SECRETS}.`,
  PermanentRedirect: 'The bucket is elsewhere: check S3_REGION and S3_ENDPOINT.',
  AuthorizationHeaderMalformed: 'The region is not that of the bucket: check S3_REGION.',
  ENOTFOUND: 'The address is not known: check S3_ENDPOINT and S3_REGION.',
  ECONNREFUSED: 'Nobody answers there: check S3_ENDPOINT.',
  TimeoutError: 'The service did not answer in time: check S3_ENDPOINT.',
  SlowDown: 'The service is busy and asks to be left alone for a while.',
  ServiceUnavailable: 'The service is not available for now.',
}

/** What a failure of the AWS SDK carries. */
type S3Failure = Error & { code?: string; $metadata?: { httpStatusCode?: number } }

const statusOf = (error: unknown) => (error as S3Failure).$metadata?.httpStatusCode

/** True when the key is missing. A missing bucket is a wrong setting, not a missing key. */
export const isMissingKey = (error: unknown): boolean =>
  statusOf(error) === 404 && (error as S3Failure).name !== 'NoSuchBucket'

/** True when a range begins behind the last byte. */
export const isBeyondEnd = (error: unknown): boolean => statusOf(error) === 416

/** A failure in words for whoever runs the server: they name the setting to look at. For the log only. */
export function explainS3Failure(error: unknown): Error {
  const { name = '', code = '' } = error as S3Failure
  const byStatus = statusOf(error) === 403 ? HINTS.AccessDenied : undefined
  const hint = HINTS[name] ?? HINTS[code] ?? byStatus ?? 'Check the settings that begin with S3_.'
  return new Error(`The object storage failed. ${hint}`, { cause: error })
}
