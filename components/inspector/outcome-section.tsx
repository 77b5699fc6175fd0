'use client'

import { Section } from '@/components/inspector/section'
import { STATE_WORDS } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'
import { BILLED_WORDS } from '@/lib/studio/facts'

/** How an edit that made no picture ended, whether it was charged, and what the provider wants said beside a result. */
export function OutcomeSection({ edit }: { edit: EditView }) {
  const { failure, notes, state } = edit
  if (state === 'succeeded' && notes.length > 0)
    return (
      <Section title="Notes">
        <Sentences of={notes} />
      </Section>
    )
  if (!failure || state === 'succeeded') return null
  return (
    <Section title={STATE_WORDS[state]} note={BILLED_WORDS[failure.billed]}>
      <Sentences of={[failure.message]} />
      {failure.hints.length > 0 && (
        <>
          <h4 className="mt-2 mb-1 text-ink-3 text-meta">This works</h4>
          <Sentences of={failure.hints} />
        </>
      )}
    </Section>
  )
}

function Sentences({ of }: { of: readonly string[] }) {
  return (
    <ul className="flex flex-col gap-1 text-pretty break-words text-ink-2 text-ui">
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
