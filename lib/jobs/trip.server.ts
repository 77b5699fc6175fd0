import 'server-only'
import type { RecipeSelection } from '@/lib/edits/selection'
import type { Work } from '@/lib/jobs/claim.server'
import type { CoolDowns } from '@/lib/jobs/cool-down'
import type { ResultStore } from '@/lib/jobs/store-results.server'
import type { Availabilities } from '@/lib/models/availability'
import type { ModelCard, ProviderId } from '@/lib/models/card'
import type { NoticeRecords } from '@/lib/models/notice-records.server'
import type { PreparedInput, Provider } from '@/lib/providers/contract'

/** What a batch needs on its way. */
export type BatchParts = ResultStore & {
  workerId: string
  findModel(id: string): ModelCard | undefined
  findProvider(id: ProviderId): Provider | undefined
  /** Providers that asked for a pause. */
  coolDowns: CoolDowns
  notices: NoticeRecords
  availability(): Promise<Availabilities>
  /**
   * Asked before anything is bought.
   * @throws AppError `storage_full` when its result could not be stored
   */
  checkRoom(): Promise<void>
  /** Told when a foreign picture may come soon: what judges it can be started meanwhile. */
  expectPicture(): void
  /**
   * Makes one input fit for a model, which gets `count` of them in one request.
   * @param selection what was selected of it; the part of it that is sent may be all that is prepared
   */
  prepare(
    signal: AbortSignal,
    imageId: string,
    card: ModelCard,
    count: number,
    selection?: RecipeSelection,
  ): Promise<PreparedInput>
}

/** One attempt on its way. */
export type Trip = {
  parts: BatchParts
  work: Work
  attemptId: string
  sent: boolean
  /** The vendor gave the work a name, or its results are on disk: it can be gone on with by another worker. */
  isResumable: boolean
  /** Its answer is on disk with all that is known of it: recovery can store it, whatever breaks off now. */
  isKept?: boolean
  /** How many requests were sent for this batch, this one included. */
  tries?: number
  provider?: Provider
}
