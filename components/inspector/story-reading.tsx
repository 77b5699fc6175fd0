'use client'

import { useEffect, useRef, useState } from 'react'
import { StoryInputs } from '@/components/inspector/story-inputs'
import { StoryStep } from '@/components/inspector/story-step'
import { Button } from '@/components/ui/button'
import { Play } from '@/components/ui/icons'
import type { NodeView } from '@/lib/edits/view'
import { keyOfNode } from '@/lib/history/node-key'

/** The steps of a story with what changed in words, and the ways to play it and to do it again. */
export function StoryReading({ branch, isBack, onPlay }: StoryReadingProps) {
  const [isReplaying, setReplaying] = useState(false)
  const play = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isBack) play.current?.focus()
  }, [isBack])
  const steps = branch.filter((node) => node.kind === 'edit')
  return (
    <>
      {branch.filter(({ image }) => image).length > 1 && (
        <Button ref={play} look="outline" icon={<Play />} onClick={onPlay} className="self-start">
          Play
        </Button>
      )}
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
      {isReplaying && <StoryInputs steps={steps} />}
      {!isReplaying && steps.length > 0 && (
        <Button look="outline" onClick={() => setReplaying(true)} className="self-start">
          Run on other inputs
        </Button>
      )}
    </>
  )
}

type StoryReadingProps = {
  branch: readonly NodeView[]
  /** It was played: the focus goes back to where that began. */
  isBack: boolean
  onPlay: () => void
}
