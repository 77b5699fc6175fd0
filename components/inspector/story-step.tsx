'use client'

import { PromptDifferenceText } from '@/components/inspector/prompt-difference-text'
import { Button } from '@/components/ui/button'
import { useStudioStore } from '@/components/ui/studio-provider'
import { useModelCard } from '@/components/ui/use-model-card'
import { STATE_WORDS } from '@/lib/edits/state'
import type { EditView, NodeView } from '@/lib/edits/view'
import { keyOfNode } from '@/lib/history/node-key'
import { comparePrompts, isRewording } from '@/lib/history/prompt-difference'
import { durationOf, keptFactOf, showSize } from '@/lib/studio/facts'
import { thumbAddress } from '@/lib/studio/image-address'

/** One step of a story: its picture, what was asked, what is different from the step before, and what came of it. */
export function StoryStep({
  node,
  before,
  number,
}: {
  node: NodeView
  before: NodeView | undefined
  /** 0 for the photo. */
  number: number
}) {
  const store = useStudioStore()
  const key = keyOfNode(node)
  const show = () => {
    store.getState().show(key)
    store.getState().closeStory()
  }
  return (
    <li className="flex gap-3 border-line border-b py-2 last:border-b-0">
      <span className="photo-edge block size-18 shrink-0 bg-stage">
        {node.image && (
          <img src={thumbAddress(node.image.id)} alt="" decoding="async" className="size-full object-cover" />
        )}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="text-ink-3 text-meta">{number === 0 ? 'The photo' : `Step ${number}`}</p>
        <StoryWords node={node} before={before} />
        <p className="text-ink-3 text-meta">
          {node.kind === 'edit' ? <StepFacts edit={node} /> : showSize(node.image)} ·{' '}
          <time dateTime={node.createdAt}>{momentOf(node.createdAt)}</time>
        </p>
        <div className="flex gap-1">
          <Button look="dim" size="small" onClick={show} className="-ml-2">
            Show
          </Button>
          {node.kind === 'edit' && (
            <Button look="dim" size="small" onClick={() => void store.getState().changeStep(key)}>
              Change this step
            </Button>
          )}
        </div>
      </div>
    </li>
  )
}

/** What was asked in a step, and where it words the step before anew, how that differs; of a photo its name. */
export function StoryWords({ node, before }: { node: NodeView; before: NodeView | undefined }) {
  if (node.kind === 'root') return <p className="truncate text-body">{node.title ?? node.name}</p>
  const difference = before?.kind === 'edit' && comparePrompts(before.prompt, node.prompt)
  if (difference && isRewording(difference)) return <PromptDifferenceText difference={difference} />
  return <p className="text-pretty break-words text-body">{node.prompt}</p>
}

function StepFacts({ edit }: { edit: EditView }) {
  const card = useModelCard(edit.modelId)
  const facts = [
    card?.shortName ?? edit.modelId,
    edit.state === 'succeeded' ? undefined : STATE_WORDS[edit.state],
    ...keptFactOf(edit),
    durationOf(edit),
  ]
  return facts.filter((fact) => fact !== undefined).join(' · ')
}

const momentOf = (iso: string) =>
  new Date(iso).toLocaleString([], {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
