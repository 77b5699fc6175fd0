'use client'

import { useMemo, useState } from 'react'
import { StoryReading } from '@/components/inspector/story-reading'
import { Alert } from '@/components/ui/alert'
import { Dialog } from '@/components/ui/dialog'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { findLineage } from '@/lib/history/lineage'
import type { NodeKey } from '@/lib/history/node-key'

const storyShow = createPart(() => import('@/components/inspector/story-show'))

/** A branch as a story: from the photo to the chosen result, to be read step by step or to be played. */
export default function StoryDialog({ storyKey }: { storyKey: NodeKey }) {
  const store = useStudioStore()
  const nodes = useStudio((state) => state.nodes)
  const error = useStudio((state) => state.replayError)
  const [show, setShow] = useState<'unseen' | 'playing' | 'seen'>('unseen')
  const branch = useMemo(() => findLineage(nodes, storyKey), [nodes, storyKey])
  const steps = branch.filter((node) => node.kind === 'edit')
  return (
    <Dialog title={titleOf(steps.length)} width="w-[640px]" onClose={() => store.getState().closeStory()}>
      {show === 'playing' ? (
        <OnDemand part={storyShow} given={{ branch, onEnd: () => setShow('seen') }} />
      ) : (
        <StoryReading branch={branch} isBack={show === 'seen'} onPlay={() => setShow('playing')} />
      )}
      {error && <Alert>{error}</Alert>}
    </Dialog>
  )
}

const titleOf = (steps: number) =>
  steps === 0 ? 'A photo as it came' : `The story in ${steps} ${steps === 1 ? 'step' : 'steps'}`
