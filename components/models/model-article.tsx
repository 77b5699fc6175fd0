'use client'

import { type ReactNode, useState } from 'react'
import { factsOf } from '@/components/models/model-facts'
import { type ModelStanding, standingOf } from '@/components/models/model-standing'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dot } from '@/components/ui/dot'
import { Ban, KeyRound } from '@/components/ui/icons'
import { cn } from '@/lib/cn'
import type { Availability } from '@/lib/models/availability'
import type { ModelCard } from '@/lib/models/card'

type ModelArticleProps = {
  card: ModelCard
  availability: Availability
  replacement?: ModelCard
  /** Answers with what went wrong. */
  onCheckAgain: (modelId: string) => Promise<string | undefined>
}

/** One model: whether it can run here, and if not, what would make it; then its facts. */
export function ModelArticle({ card, availability, replacement, onCheckAgain }: ModelArticleProps) {
  const standing = standingOf(card, availability)
  return (
    <article id={card.id} aria-label={card.name} className="rounded-3 bg-panel px-4 py-3 shadow-lift-1">
      <header className="flex items-center justify-between gap-2">
        <h3 className={cn('text-name', standing !== 'ready' && 'text-ink-2')}>{card.shortName}</h3>
        <StateBadge standing={standing} isWithdrawn={availability.state === 'withdrawn'} />
      </header>
      <p className="truncate font-mono text-[11px] text-ink-3 leading-4">{card.remoteId}</p>
      <p className="mt-1 text-pretty text-ink-2">{card.summary}</p>
      {standing === 'no_key' && availability.state === 'no_key' && (
        <Callout icon={<KeyRound />}>
          Set <code className="font-mono text-[11px]">{availability.variable}</code> where the server runs,
          then start it again.
        </Callout>
      )}
      {availability.state === 'withdrawn' && (
        <Callout icon={<Ban />}>
          {availability.reason} {replacement && <Replacement card={replacement} />}
          <CheckAgain modelId={card.id} onCheckAgain={onCheckAgain} />
        </Callout>
      )}
      {availability.state !== 'withdrawn' && card.lifecycle.note && (
        <Callout icon={<Ban />}>
          {card.lifecycle.note} {replacement && <Replacement card={replacement} />}
        </Callout>
      )}
      <dl className="mt-2">
        {factsOf(card).map(({ term, value, isAbsent }) => (
          <div key={term} className="flex justify-between gap-3 border-line border-t py-[3px]">
            <dt className="text-ink-3">{term}</dt>
            <dd className={cn('text-right', isAbsent && 'text-ink-3')}>{value}</dd>
          </div>
        ))}
      </dl>
      {card.provider !== 'local' && (
        <p className="mt-1 text-pretty text-ink-3 text-meta">
          {card.source.name}, <span className="whitespace-nowrap">read {card.source.readOn}</span>
        </p>
      )}
    </article>
  )
}

function StateBadge({ standing, isWithdrawn }: { standing: ModelStanding; isWithdrawn: boolean }) {
  if (standing === 'ready')
    return (
      <Badge look="kept" isBig icon={<Dot />}>
        Ready
      </Badge>
    )
  if (standing === 'no_key')
    return (
      <Badge isBig icon={<KeyRound className="size-3" />}>
        Needs a key
      </Badge>
    )
  return (
    <Badge look={isWithdrawn ? 'failed' : 'unknown'} isBig icon={<Ban className="size-3" />}>
      {isWithdrawn ? 'Withdrawn' : 'No longer supported'}
    </Badge>
  )
}

function Callout({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="mt-2 flex gap-2 rounded-2 bg-fill px-2.5 py-2 text-ink-2">
      {icon}
      <div className="text-pretty">{children}</div>
    </div>
  )
}

function Replacement({ card }: { card: ModelCard }) {
  return (
    <>
      Use{' '}
      <a href={`#${card.id}`} className="text-ink underline underline-offset-2">
        {card.shortName}
      </a>{' '}
      instead.
    </>
  )
}

function CheckAgain({
  modelId,
  onCheckAgain,
}: { modelId: string } & Pick<ModelArticleProps, 'onCheckAgain'>) {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const handleClick = async () => {
    setBusy(true)
    setProblem(await onCheckAgain(modelId))
    setBusy(false)
  }
  return (
    <span className="mt-1.5 flex flex-wrap items-center gap-2">
      <Button look="outline" size="small" isBusy={isBusy} onClick={() => void handleClick()}>
        Check again
      </Button>
      {problem && <Alert>{problem}</Alert>}
    </span>
  )
}
