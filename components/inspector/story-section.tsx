'use client'

import { READS_STORY_ID, takeLostFocus } from '@/components/inspector/lost-focus'
import { Section } from '@/components/inspector/section'
import { Button } from '@/components/ui/button'
import { ListTree } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { ReplayVerdict } from '@/lib/edits/replay'
import type { EditView } from '@/lib/edits/view'
import { formatShare } from '@/lib/fidelity/share'
import { findLineage } from '@/lib/history/lineage'
import { keyOfNode } from '@/lib/history/node-key'
import { nameReplay } from '@/lib/studio/history/story-actions'

/** Where an edit stands in its story, how it compares with the one that it does again, and what can be replayed after it. */
export function StorySection({ edit }: { edit: EditView }) {
  const store = useStudioStore()
  const nodes = useStudio((state) => state.nodes)
  const followUp = useStudio((state) => state.followUps[edit.runId])
  const step = findLineage(nodes, keyOfNode(edit)).filter(({ kind }) => kind === 'edit').length
  const replay = async () => {
    await store.getState().replayAfter(edit)
    // The button that was pressed goes with what it offered.
    requestAnimationFrame(() => takeLostFocus(document.getElementById(READS_STORY_ID)))
  }
  return (
    <Section title="Story" note={`step ${step}`}>
      <div className="flex flex-col items-start gap-2 text-ui">
        {edit.waitsFor && <p className="text-ink-2">Waits for the step before it.</p>}
        {edit.replay && <p className="text-pretty text-ink-2">{describeVerdict(edit.replay)}</p>}
        {followUp && edit.image && (
          <>
            <p className="text-pretty text-ink-2">Step {followUp.step} is changed.</p>
            <Button look="strong" onClick={() => void replay()}>
              {nameReplay(followUp)}
            </Button>
          </>
        )}
        {followUp && (edit.state === 'failed' || edit.state === 'cancelled') && (
          <>
            <p className="text-pretty text-ink-2">Step {followUp.step} is not changed by this.</p>
            <Button look="outline" onClick={() => void store.getState().changeStepAgain(edit)}>
              Change step {followUp.step} again
            </Button>
          </>
        )}
        <Button
          id={READS_STORY_ID}
          look="outline"
          icon={<ListTree />}
          onClick={() => store.getState().openStory(keyOfNode(edit))}
          className="w-full justify-start"
        >
          Read as a story
        </Button>
      </div>
    </Section>
  )
}

/** Same bytes, close, or different: with what was measured. */
function describeVerdict({ verdict, sameShare, meanDistance }: ReplayVerdict): string {
  if (verdict === 'same') return 'The recipe gave the same bytes as before.'
  const measured = `${formatShare(sameShare)} the same, mean distance ${meanDistance.toFixed(3)}`
  return verdict === 'close'
    ? `The recipe gave a close picture: ${measured}.`
    : `The recipe gave a different picture: ${measured}.`
}
