import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Made } from '@/lib/providers/sandbox/answers.server'
import { type Exchange, sendJson } from '@/lib/providers/sandbox/exchange.server'
import type { Word } from '@/lib/providers/sandbox/prompt-words'

type Pending = { made: Made[]; word: Word; asked: number }

const EPOCH_S = 1_757_502_222

/** The answers after which Pixazo has to be asked again. Options: `polls` (how often it says "not yet"). */
export const PENDING_NAMES = ['job', 'job-failed', 'job-lost', 'request', 'request-failed', 'request-list']

/** Work that was taken under a name and is finished after some questions. */
export function createPendingWork() {
  const works = new Map<string, Pending>()
  const stateOf = ({ word, asked }: Pending): 'open' | 'failed' | 'done' => {
    if (word.value === 'job-lost' || asked <= Number(word.options.polls ?? 1)) return 'open'
    return word.value.endsWith('-failed') ? 'failed' : 'done'
  }
  const ask = (id: string) => {
    const work = works.get(id)
    if (work) work.asked += 1
    return work
  }
  return {
    accept({ response, baseUrl }: Exchange, word: Word, made: Made[]): void {
      const isJob = word.value.startsWith('job')
      const id = `${isJob ? 'job' : 'request'}-${randomUUID()}`
      works.set(id, { made, word, asked: 0 })
      if (isJob) sendJson(response, 200, { job_set_id: id, status: 'processing' })
      else
        sendJson(response, 202, {
          request_id: id,
          status: 'QUEUED',
          polling_url: `${baseUrl}/v2/requests/status/${id}`,
        })
    },
    answerJob(response: Exchange['response'], id: string): void {
      const work = ask(id)
      const times = { created_at: EPOCH_S, updated_at: EPOCH_S + 78 }
      const states = { open: 'processing', failed: 'failed', done: 'succeeded' }
      if (!work) return void sendJson(response, 404, { error: 'Endpoint not found' })
      const state = stateOf(work)
      const result = state === 'done' ? { result: { url: work.made[0]?.url } } : {}
      const error = state === 'failed' ? { error: 'The job failed.' } : {}
      sendJson(response, 200, { job_set_id: id, status: states[state], ...result, ...error, ...times })
    },
    answerRequest(response: Exchange['response'], id: string): void {
      const work = ask(id)
      if (!work) return void sendJson(response, 404, { error: 'Endpoint not found' })
      const states = { open: 'PROCESSING', failed: 'FAILED', done: 'COMPLETED' }
      const state = stateOf(work)
      const urls = work.made.map(({ url }) => url)
      const output =
        state === 'done' ? { media_url: work.word.value === 'request-list' ? urls : urls[0] } : null
      const error = state === 'failed' ? 'The request failed.' : null
      sendJson(response, 200, { request_id: id, status: states[state], output, error })
    },
    clear: () => works.clear(),
  }
}

export type PendingWork = ReturnType<typeof createPendingWork>
