/**
 * The one error class and the closed list of codes that people and programs may see.
 * A code has an HTTP status and a sentence that says what to do. Add a code rather than a sentence.
 */
const table = {
  // What was uploaded or pasted
  empty_file: [422, 'This file is empty. Choose another one.'],
  too_large: [413, 'This file is over 50 MB. Save it smaller and add it again.'],
  too_many_files: [422, 'You can use up to 16 images.'],
  no_image: [422, 'There is no image here. Choose a PNG, JPEG or WebP file.'],
  unsupported_format: [415, 'This is not a PNG, JPEG or WebP image. Convert it and add it again.'],
  corrupt_image: [422, 'This image is damaged and cannot be read whole. Export it again and retry.'],
  too_many_pixels: [422, 'This image has more than 100 megapixels. Scale it down and add it again.'],
  bad_aspect_ratio: [422, 'This image is too narrow for the model. Crop it and try again.'],
  metadata_too_large: [422, 'This image carries too much metadata. Save it without metadata.'],
  bad_filename: [422, 'This file name cannot be used. Rename the file and add it again.'],
  storage_full: [507, 'The server has no space left. Free some space and try again.'],
  url_not_allowed: [422, 'This address cannot be used. Use a public http or https address.'],
  url_unreachable: [422, 'This address did not answer with an image. Check it and try again.'],
  upload_incomplete: [400, 'The upload broke off. Try again.'],
  recipe_unreadable: [
    422,
    'The recipe in this file cannot be read here: it is damaged or from a newer version.',
  ],
  // What leaves and enters as a whole
  picture_missing: [
    409,
    'Bytes of a picture are gone or damaged on this server. The page Storage names the picture.',
  ],
  download_broken: [502, 'The download broke off. Try again.'],
  proof_failed: [
    409,
    'The kept area of this picture does not equal the original any more, so it was not handed out. The page Storage names what is damaged.',
  ],
  archive_damaged: [422, 'This is not an export of a project, or it is damaged. Nothing was imported.'],
  archive_too_large: [413, 'This export is larger than can be imported. Nothing was imported.'],
  archive_newer: [422, 'This export is from a newer version of Afterimage. Update this one and try again.'],
  // What was asked of a run
  prompt_missing: [422, 'Say what should change.'],
  variable_missing: [422, 'Give each variable in braces a value.'],
  prompt_too_long: [422, 'This instruction is too long for the chosen model.'],
  model_missing: [422, 'Choose a model.'],
  model_unavailable: [422, 'This model cannot run now. Choose another one.'],
  setting_out_of_range: [422, 'A setting is outside what the model takes.'],
  too_many_edits: [422, 'One run makes at most 576 edits. Use fewer values, results, photos or models.'],
  too_many_inputs: [422, 'The model takes fewer images than were given.'],
  input_missing: [422, 'Add a photo first.'],
  selection_elsewhere: [
    422,
    'What was selected belongs to a photo of another size. Select on this one and run again.',
  ],
  spend_limit_reached: [402, 'The spending limit of today is reached. Raise it or wait until tomorrow.'],
  // What the local engine answers (in capitals, as its command line prints them)
  UNSUPPORTED_INSTRUCTION: [422, 'The local engine cannot follow this instruction.'],
  TARGET_NOT_FOUND: [422, 'What should be changed was not found in the picture.'],
  AMBIGUOUS_TARGET: [422, 'More than one thing in the picture fits. Say which one.'],
  NO_VISIBLE_CHANGE: [422, 'The instruction would change nothing that can be seen.'],
  INVALID_IMAGE: [422, 'The picture cannot be read.'],
  TOO_LARGE: [422, 'The picture is too large for the local engine (50 megapixels).'],
  // What a provider answers
  invalid_request: [422, 'The provider refused the request as malformed.'],
  auth: [401, 'The provider refused the key. Check the variable and start again.'],
  credits: [402, 'The account at the provider has no credit left. Top it up and retry.'],
  forbidden: [403, 'The key may not use this model.'],
  payload_too_large: [413, 'The pictures are too large for the provider. Use fewer or smaller ones.'],
  content_blocked: [422, 'The provider refused the content. Change the instruction or the photo.'],
  rate_limited: [429, 'The provider is busy. Wait a little and retry.'],
  provider_error: [502, 'The provider failed. Retry.'],
  provider_unavailable: [503, 'The provider cannot be reached now. Retry later.'],
  timeout: [504, 'The provider did not answer in time.'],
  network: [502, 'The connection to the provider failed before anything was sent. Retry.'],
  empty_result: [502, 'The provider answered without a picture. It may have been filtered.'],
  protocol_error: [502, 'The provider answered with something that cannot be read.'],
  expired_url: [502, 'The address of the result has expired.'],
  cancelled: [499, 'Cancelled.'],
  step_before_failed: [409, 'The step before this one did not succeed.'],
  outcome_unknown: [502, 'Nobody knows whether the provider finished.'],
  worker_crashed: [500, 'The worker stopped while it made this edit. Retry.'],
  // General
  bad_request: [400, 'The request cannot be understood.'],
  not_found: [404, 'This does not exist any more.'],
  conflict: [409, 'This was changed elsewhere. Reload and try again.'],
  foreign_origin: [403, 'This request came from another site and was refused.'],
  not_signed_in: [401, 'Sign in first.'],
  wrong_password: [401, 'This is not the password. Try again.'],
  too_many_attempts: [429, 'Too many tries. Wait a minute.'],
  internal: [500, 'Something went wrong on the server. Try again; the log says more.'],
} as const satisfies Record<string, readonly [status: number, message: string]>

export type ErrorCode = keyof typeof table

/** What crosses a border: an action's answer, a route's body, an edit's failure. */
export type ErrorReport = { code: ErrorCode; message: string; file?: string }

export const ERROR_CODES = Object.keys(table) as [ErrorCode, ...ErrorCode[]]

/** The HTTP status that belongs to a code. */
export const statusOf = (code: ErrorCode): number => table[code][0]

/** The sentence shown when the thrower has nothing more exact to say. */
export const messageOf = (code: ErrorCode): string => table[code][1]

/** An error that may be shown. `message` is for people; `cause` is for the log and never leaves the server. */
export class AppError extends Error {
  override name = 'AppError'
  /** What it is about, under the name that its sender gave it. */
  file?: string
  constructor(
    readonly code: ErrorCode,
    message: string = messageOf(code),
    options?: { cause?: unknown },
  ) {
    super(message, options)
  }

  get status(): number {
    return statusOf(this.code)
  }

  toReport(): ErrorReport {
    return { code: this.code, message: this.message, ...(this.file !== undefined && { file: this.file }) }
  }
}

/**
 * Whether an error may be shown. Not by `instanceof`: the framework loads this module once for each of its bundles, and
 * parts that were made in one serve the others.
 */
export const isAppError = (error: unknown): error is AppError =>
  error instanceof Error && 'code' in error && 'toReport' in error

/** Enough to know a file by. */
const FILE_NAME_LENGTH = 255

/** A failure that names its file, so that it is known which of several was refused; foreign errors as they are. */
export function aboutFile(error: unknown, file: string): unknown {
  if (isAppError(error)) error.file = file.slice(0, FILE_NAME_LENGTH)
  return error
}

/** Any thrown value as something that may be shown: foreign errors become `internal`, their words stay here. */
export function toReport(error: unknown): ErrorReport {
  return isAppError(error) ? error.toReport() : { code: 'internal', message: messageOf('internal') }
}

/** True for the error that an aborted signal throws: cancelling is not a failure. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || (error as AppError).code === 'cancelled')
}
