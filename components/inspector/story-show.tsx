'use client'

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { StoryWords } from '@/components/inspector/story-step'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { ChevronLeft, ChevronRight, Pause, Play } from '@/components/ui/icons'
import { cn } from '@/lib/cn'
import type { NodeView } from '@/lib/edits/view'
import { keyOfNode } from '@/lib/history/node-key'
import { nameOfNode } from '@/lib/history/node-name'
import { previewAddress } from '@/lib/studio/image-address'

/** How long each picture stands. */
const STEP_MS = 2000

/**
 * A branch picture by picture. Its button, which has the focus at first, holds and goes on; arrows step, Escape ends. Who asked for less motion sees no fade:
 * the length of `duration-slow` is nothing then.
 */
export default function StoryShow({ branch, onEnd }: StoryShowProps) {
  const pictures = branch.filter((node) => node.image)
  const last = pictures.length - 1
  const [wanted, setAt] = useState(0)
  // A step may be deleted elsewhere meanwhile.
  const at = Math.min(wanted, last)
  const [isPlaying, setPlaying] = useState(true)
  const isRunning = isPlaying && at < last
  const toggle = useRef<HTMLButtonElement>(null)
  useEffect(() => toggle.current?.focus(), [])
  useEffect(() => {
    if (!isRunning) return
    const timer = setTimeout(() => setAt(at + 1), STEP_MS)
    return () => clearTimeout(timer)
  }, [isRunning, at])

  const step = (to: number) => {
    setPlaying(false)
    setAt(Math.min(last, Math.max(0, to)))
  }
  const handleToggle = () => {
    if (at === last) setAt(0)
    setPlaying(!isRunning)
  }
  const handleKey = (event: KeyboardEvent) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key]
    if (to !== undefined) step(to)
    else if (event.key === 'Escape') onEnd()
    else return
    event.preventDefault()
  }
  const shown = pictures[at]
  if (!shown) return null
  return (
    <section aria-label="Slideshow" onKeyDown={handleKey} className="flex flex-col gap-3">
      <div className="relative aspect-4/3 max-h-[56dvh] w-full overflow-hidden rounded-2 bg-stage">
        {pictures.map(
          (node, index) =>
            // The next one is fetched while this one stands.
            Math.abs(index - at) <= 1 && (
              <img
                key={keyOfNode(node)}
                src={previewAddress(node.image!.id)}
                alt={index === at ? nameOfNode(node) : ''}
                draggable={false}
                className={cn(
                  'absolute inset-0 size-full object-contain transition-opacity duration-slow',
                  index !== at && 'opacity-0',
                )}
              />
            ),
        )}
      </div>
      <div className="min-h-14">
        <p className="text-ink-3 text-meta">{nameOf(at, pictures)}</p>
        <StoryWords node={shown} before={pictures[at - 1]} />
      </div>
      <p role="status" className="sr-only">
        {nameOf(at, pictures)}: {nameOfNode(shown)}
      </p>
      <div className="flex items-center gap-1">
        <IconButton
          label="Previous step"
          icon={<ChevronLeft />}
          aria-disabled={at === 0}
          onClick={() => step(at - 1)}
          className="aria-disabled:opacity-42"
        />
        <Button
          ref={toggle}
          look="outline"
          icon={isRunning ? <Pause /> : <Play />}
          onClick={handleToggle}
          className="w-20"
        >
          {isRunning ? 'Pause' : 'Play'}
        </Button>
        <IconButton
          label="Next step"
          icon={<ChevronRight />}
          aria-disabled={at === last}
          onClick={() => step(at + 1)}
          className="aria-disabled:opacity-42"
        />
        <Button look="dim" onClick={onEnd} className="ml-auto">
          Back to the steps
        </Button>
      </div>
    </section>
  )
}

type StoryShowProps = { branch: readonly NodeView[]; onEnd: () => void }

function nameOf(at: number, pictures: readonly NodeView[]): string {
  const edits = pictures.filter(({ kind }) => kind === 'edit')
  const node = pictures[at]
  return node?.kind === 'edit' ? `Step ${edits.indexOf(node) + 1} of ${edits.length}` : 'The photo'
}
