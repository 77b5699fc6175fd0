import { fetchOnce } from '@/lib/studio/live/fetch-once'
import type { HistoryReads } from '@/lib/studio/slice'

const fetchReads = fetchOnce(async () => (await import('@/lib/studio/history/history-reads.client')).reads)

/** How more of a long history comes to this browser. Short ones, which came with the page, need none of it. */
export const history: HistoryReads = {
  prepare: fetchReads,
  readOutline: async (...given) => (await fetchReads()).readOutline(...given),
  readNodes: async (...given) => (await fetchReads()).readNodes(...given),
  readSurroundings: async (...given) => (await fetchReads()).readSurroundings(...given),
  findNodes: async (...given) => (await fetchReads()).findNodes(...given),
  readPrompts: async (...given) => (await fetchReads()).readPrompts(...given),
}
