'use client'

import { useRunSteps } from '@/components/stage/current-title'
import { KEEP_HELP, KEPT_HELP } from '@/components/stage/pane-header'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Check, ChevronLeft, ChevronRight, Download, GitBranch } from '@/components/ui/icons'
import { useStudioStore } from '@/components/ui/studio-provider'
import { useModelCard } from '@/components/ui/use-model-card'
import { useProving } from '@/components/ui/use-proving'
import { STATE_WORDS } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'
import { keyOfEdit } from '@/lib/history/node-key'
import { downloadNode } from '@/lib/studio/downloads/download.client'
import { factsOf } from '@/lib/studio/facts'

/** Under the picture on a phone: which result this is, the way to the others, and what can be done with it. */
export function PhoneBar({ edit }: { edit: EditView }) {
  const store = useStudioStore()
  const card = useModelCard(edit.modelId)
  const { position, count, step } = useRunSteps(edit)
  const isProving = useProving(edit.id)
  const key = keyOfEdit(edit.id)
  const facts = factsOf(edit).join(' · ') || STATE_WORDS[edit.state]
  const look = 'h-11! flex-1 px-1.5! text-body! font-medium!'
  return (
    <div className="shrink-0">
      <div className="flex h-13 items-center px-1">
        <IconButton
          label="Previous result"
          icon={<ChevronLeft />}
          disabled={count < 2}
          onClick={() => step(-1)}
        />
        <p className="min-w-0 flex-1 text-center">
          <span className="block truncate font-medium text-body">
            {card?.shortName ?? edit.modelId}
            {count > 1 && (
              <span className="font-normal text-ink-3">
                {' '}
                {position} of {count}
              </span>
            )}
          </span>
          <span className="block truncate text-ink-2 text-meta">{facts}</span>
        </p>
        <IconButton
          label="Next result"
          icon={<ChevronRight />}
          disabled={count < 2}
          onClick={() => step(1)}
        />
      </div>
      {edit.image && (
        <div className="flex gap-2 px-3 pb-3">
          <Button
            look="outline"
            icon={<Check />}
            isOn={edit.kept}
            aria-pressed={edit.kept}
            title={edit.kept ? KEPT_HELP : KEEP_HELP}
            className={look}
            onClick={() => void store.getState().keep(key)}
          >
            Keep
          </Button>
          <Button
            look="outline"
            icon={<GitBranch />}
            aria-label="Continue from here"
            className={look}
            onClick={() => store.getState().continueFrom(key)}
          >
            Continue
          </Button>
          <Button
            look="outline"
            icon={<Download />}
            isBusy={isProving}
            className={look}
            onClick={() => downloadNode(store.getState(), edit)}
          >
            Download
          </Button>
        </div>
      )}
    </div>
  )
}
