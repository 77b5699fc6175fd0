'use client'

import { useState } from 'react'
import { LocalAbilities } from '@/components/models/local-abilities'
import { ModelArticle } from '@/components/models/model-article'
import { standingOf } from '@/components/models/model-standing'
import { SegmentedRadio } from '@/components/ui/segmented-radio'
import type { Availabilities, Availability } from '@/lib/models/availability'
import type { ModelCard, ProviderId } from '@/lib/models/card'
import type { StudioCommands } from '@/lib/studio/commands'
import { unreached } from '@/lib/studio/live/unreached'

const PROVIDERS: readonly { id: ProviderId; title: string }[] = [
  { id: 'local', title: 'On this machine' },
  { id: 'aiml', title: 'AIML API' },
  { id: 'pixazo', title: 'Pixazo' },
]

const FILTERS = {
  all: 'All',
  ready: 'Ready',
  no_key: 'Needs a key',
  ended: 'No longer supported',
} as const
type Filter = keyof typeof FILTERS

const UNKNOWN: Availability = { state: 'withdrawn', reason: 'This model is not known here.' }

/** Every model by who runs it, as its card describes it. */
export function ModelList({
  cards,
  availability,
  onCheckAgain,
}: {
  cards: readonly ModelCard[]
  availability: Availabilities
  onCheckAgain: StudioCommands['checkModelAgain']
}) {
  const [known, setKnown] = useState(availability)
  const [filter, setFilter] = useState<Filter>('all')
  const stateOf = (card: ModelCard) => known[card.id] ?? UNKNOWN
  const checkAgain = async (modelId: string) => {
    const answer = await onCheckAgain(modelId).catch(unreached)
    if (answer.ok) setKnown(answer.availability)
    return answer.ok ? undefined : answer.error.message
  }
  const matching = (wanted: Filter) =>
    cards.filter((card) => wanted === 'all' || standingOf(card, stateOf(card)) === wanted)
  const shown = matching(filter)
  const segments = (Object.keys(FILTERS) as Filter[]).map((value) => ({
    value,
    label: `${FILTERS[value]} ${matching(value).length}`,
  }))
  return (
    <main className="mx-auto w-full max-w-[1264px] px-8 pt-6 pb-12 max-sm:px-4">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <h1 className="text-title">Models</h1>
          <p className="text-body text-ink-2">
            What each can do and what it takes, as documented by its provider. The studio builds its settings
            from these cards.
          </p>
        </div>
        <SegmentedRadio
          label="Show"
          segments={segments}
          value={filter}
          onValue={setFilter}
          className="max-sm:flex-wrap"
        />
      </div>
      {PROVIDERS.map(({ id, title }) => {
        const ofProvider = shown.filter((card) => card.provider === id)
        if (ofProvider.length === 0) return null
        return (
          <section key={id} aria-label={title}>
            <h2 className="mt-6 mb-2 flex items-baseline gap-2 text-name">
              {title}
              <span className="text-ink-2 text-meta">{remarkOf(id, stateOf(ofProvider[0]!))}</span>
            </h2>
            <div className="grid grid-cols-[repeat(auto-fill,minmax(min(340px,100%),1fr))] gap-3">
              {ofProvider.map((card) => (
                <ModelArticle
                  key={card.id}
                  card={card}
                  availability={stateOf(card)}
                  replacement={cards.find((other) => other.id === replacedBy(card, stateOf(card)))}
                  onCheckAgain={checkAgain}
                />
              ))}
              {id === 'local' && (
                <div className="col-start-2 -col-end-1 max-[1139px]:col-span-full">
                  <LocalAbilities />
                </div>
              )}
            </div>
          </section>
        )
      })}
    </main>
  )
}

/** What this instance was told counts before what the card says. */
function replacedBy({ lifecycle }: ModelCard, availability: Availability): string | undefined {
  return (availability.state === 'withdrawn' && availability.replacedBy) || lifecycle.replacedBy
}

function remarkOf(provider: ProviderId, availability: Availability): string {
  if (provider === 'local') return 'no key, no network'
  return availability.state === 'no_key' ? 'no key' : 'key is set'
}
