'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Elapsed } from '@/components/ui/elapsed'
import { Check, Download, GitBranch } from '@/components/ui/icons'
import { useStudioStore } from '@/components/ui/studio-provider'
import { useModelCard } from '@/components/ui/use-model-card'
import { useProving } from '@/components/ui/use-proving'
import { cn } from '@/lib/cn'
import { isSettled, STATE_WORDS } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'
import { downloadNode } from '@/lib/studio/downloads/download.client'
import { factsOf, keptFactOf, showSize } from '@/lib/studio/facts'
import type { StagePane } from '@/lib/studio/stage/scene'
import type { ShownModel } from '@/lib/studio/stage/shown-model'

/** A mark, by which nothing is made: it stands in the history too. */
export const KEEP_HELP = 'Keep: mark this result as the one you choose'
export const KEPT_HELP = 'Marked as the one you chose; press to take the mark away'

/** The bar above a picture: whose it is, what it took, and what can be done with it. Nothing lies on the photo. */
export function PaneHeader({
  pane,
  isNarrow,
  isRight = false,
  hasActions = true,
  children,
}: {
  pane: StagePane
  /** On a phone the bar beneath the picture has them. */
  hasActions?: boolean
  /** Of a grid: the words of the actions give way to their icons. */
  isNarrow: boolean
  isRight?: boolean
  /** In place of the name. */
  children?: ReactNode
}) {
  const { edit, picture } = pane
  const card = useModelCard(edit?.modelId)
  const isDone = edit?.state === 'succeeded'
  return (
    <div
      className={cn(
        'pointer-events-auto flex h-8 min-w-0 shrink-0 items-center gap-2',
        // In line with the picture, which keeps 16 px from the edge of a wide stage.
        isNarrow ? 'pr-2 pl-3' : 'pr-3 pl-4 @max-[720px]/stage:pl-3',
        !isNarrow && hasActions && '@max-[720px]/stage:pr-2',
        isRight && 'justify-end',
      )}
    >
      {pane.letter && <Letter>{pane.letter}</Letter>}
      {children ?? <span className="truncate text-label">{nameOf(pane, card)}</span>}
      <span
        className={cn(
          'flex shrink-[9999]',
          // A state in a word stays whole: the name beside it is cut first.
          edit && !isDone ? 'min-w-min' : 'min-w-0',
          // In a sweep the values stand at its edges, which leaves room for the share.
          isDone && !edit.cell && (isNarrow || !hasActions) && '@max-[480px]/stage:hidden',
        )}
      >
        {edit ? (
          <EditFacts edit={edit} isVeiled={pane.veil !== undefined} isTitled={isNarrow && children != null} />
        ) : (
          <Facts facts={[pane.name, picture && showSize(picture)].filter((fact) => fact != null)} />
        )}
      </span>
      {hasActions && isDone && <PaneActions pane={pane} edit={edit} isNarrow={isNarrow} isRight={isRight} />}
    </div>
  )
}

export function Letter({ children }: { children: ReactNode }) {
  return (
    <span className="grid size-[18px] shrink-0 place-items-center rounded-1 bg-fill text-[11px] font-semibold leading-4">
      {children}
    </span>
  )
}

const nameOf = ({ edit, veil }: StagePane, model: ShownModel | undefined): string =>
  veil ? `Result ${veil}` : edit ? (model?.shortName ?? edit.modelId) : 'Original'

/** Of a hidden maker only the picture speaks: time and cost would tell. */
function EditFacts({ edit, isVeiled, isTitled }: { edit: EditView; isVeiled: boolean; isTitled: boolean }) {
  if (edit.state === 'succeeded')
    return <Facts facts={isVeiled ? keptFactOf(edit) : factsOf(edit)} isTitled={isTitled} />
  if (isSettled(edit.state)) {
    const colour =
      edit.state === 'outcome_unknown'
        ? 'text-unknown'
        : edit.state === 'failed'
          ? 'text-failed'
          : 'text-ink-2'
    return <span className={cn('whitespace-nowrap text-meta', colour)}>{STATE_WORDS[edit.state]}</span>
  }
  return (
    // The time goes first, to a line that is not seen.
    <span className="flex h-4 flex-wrap gap-x-1 overflow-hidden whitespace-nowrap text-meta text-running">
      <span className="max-w-full truncate">{STATE_WORDS[edit.state]}</span>{' '}
      {edit.startedAt && !isVeiled && <Elapsed since={edit.startedAt} />}
    </span>
  )
}

/** The last fact matters most: where space is short the others go first, each as a whole. */
function Facts({ facts, isTitled = false }: { facts: string[]; isTitled?: boolean }) {
  return (
    <span className="flex h-4 min-w-0 flex-row-reverse flex-wrap justify-end gap-x-2 overflow-hidden whitespace-nowrap text-ink-2 text-meta">
      {/* Beside a title of several words the last goes too, before a single letter is left of it. */}
      {isTitled && <span className="w-px" />}
      {facts.toReversed().map((fact, index) => (
        <span
          key={fact}
          className={cn(
            'max-w-full truncate',
            // Behind each but the last, so that it goes away with its fact.
            index > 0 &&
              'after:ml-2 after:inline-block after:size-0.5 after:rounded-full after:bg-ink-3 after:align-[3px] @max-[820px]/stage:hidden',
          )}
        >
          {fact}
        </span>
      ))}
    </span>
  )
}

function PaneActions({
  pane,
  edit,
  isNarrow,
  isRight,
}: {
  pane: StagePane
  edit: EditView
  isNarrow: boolean
  isRight: boolean
}) {
  const store = useStudioStore()
  const isProving = useProving(edit.id)
  const word = cn(isNarrow && 'sr-only', '@max-[820px]/stage:sr-only')
  const look = cn('gap-[5px]', isNarrow && 'px-1!', '@max-[820px]/stage:px-1!')
  return (
    <span className={cn('flex shrink-0', !isRight && 'ml-auto')}>
      <Button
        look="dim"
        size="small"
        icon={<Check />}
        aria-pressed={edit.kept}
        isOn={edit.kept}
        title={edit.kept ? KEPT_HELP : KEEP_HELP}
        className={look}
        onClick={() => void store.getState().keep(pane.key)}
      >
        <span className={word}>Keep</span>
      </Button>
      <Button
        look="dim"
        size="small"
        icon={<GitBranch />}
        title="Continue from here"
        className={look}
        onClick={() => store.getState().continueFrom(pane.key)}
      >
        <span className={word}>Continue from here</span>
      </Button>
      <Button
        look="dim"
        size="small"
        icon={<Download />}
        isBusy={isProving}
        aria-label="Download"
        title="Download"
        className="px-1!"
        onClick={() => downloadNode(store.getState(), edit)}
      />
    </span>
  )
}
