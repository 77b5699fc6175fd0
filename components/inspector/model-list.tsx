'use client'

import { Section } from '@/components/inspector/section'
import { Dot } from '@/components/ui/dot'
import { useStudio } from '@/components/ui/studio-provider'
import type { ModelCard } from '@/lib/models/card'

const PROVIDERS: { id: ModelCard['provider']; name: string }[] = [
  { id: 'local', name: 'Local' },
  { id: 'aiml', name: 'AIML API' },
  { id: 'pixazo', name: 'Pixazo' },
]

/** Who can run here now, and which variable would open the others. */
export function ModelList() {
  const cards = useStudio((state) => state.cards)
  const availability = useStudio((state) => state.availability)
  const rows = PROVIDERS.map(({ id, name }) => {
    const states = cards.filter((card) => card.provider === id).map((card) => availability[card.id])
    const missing = states.find((state) => state?.state === 'no_key')
    return {
      name,
      isReady: states.some((state) => state?.state === 'ready'),
      variable: missing?.state === 'no_key' ? missing.variable : undefined,
    }
  })
  return (
    <Section title="Models">
      <ul className="flex flex-col gap-2 text-ui">
        {rows.map(({ name, isReady, variable }) => (
          <li key={name} className="flex items-center gap-2">
            <span className={isReady ? 'text-kept' : 'text-ink-3'}>
              <Dot isHollow={!isReady} />
            </span>
            <span className="flex-1">{name}</span>
            {isReady ? (
              <span className="text-ink-3 text-meta">Ready</span>
            ) : (
              <span className="font-mono text-[11px] text-ink-3">{variable ?? 'not available'}</span>
            )}
          </li>
        ))}
      </ul>
      {rows.some((row) => row.variable) && (
        <p className="mt-2 text-pretty text-ink-3 text-meta">
          Cloud models need a key. Set the variable and start again; the local engine works without.
        </p>
      )}
    </Section>
  )
}
