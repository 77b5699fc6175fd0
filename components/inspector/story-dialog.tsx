'use client'

import { useMemo, useState } from 'react'
import { StoryInputs } from '@/components/inspector/story-inputs'
import { StoryStep } from '@/components/inspector/story-step'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { findLineage } from '@/lib/history/lineage'
import { keyOfNode, type NodeKey } from '@/lib/history/node-key'

/** A branch as a story: from the photo to the chosen result, step by step, with what changed in words. */
export default function StoryDialog({ storyKey }: { storyKey: NodeKey }) {
  const store = useStudioStore()
  const nodes = useStudio((state) => state.nodes)
  const error = useStudio((state) => state.replayError)
  const [isReplaying, setReplaying] = useState(false)
  const branch = useMemo(() => findLineage(nodes, storyKey), [nodes, storyKey])
  const steps = branch.filter((node) => node.kind === 'edit')
  return (
    <Dialog title={titleOf(steps.length)} width="w-[640px]" onClose={() => store.getState().closeStory()}>
      <ol aria-label="Steps" className="flex flex-col">
        {branch.map((node, index) => (
          <StoryStep
            key={keyOfNode(node)}
            node={node}
            before={branch[index - 1]}
            number={node.kind === 'edit' ? steps.indexOf(node) + 1 : 0}
          />
        ))}
      </ol>
      {error && <Alert>{error}</Alert>}
      {isReplaying ? (
        <StoryInputs steps={steps} />
      ) : (
        steps.length > 0 && (
          <Button look="outline" onClick={() => setReplaying(true)} className="self-start">
            Run on other inputs
          </Button>
        )
      )}
    </Dialog>
  )
}

const titleOf = (steps: number) =>
  steps === 0 ? 'A photo as it came' : `The story in ${steps} ${steps === 1 ? 'step' : 'steps'}`
