import type { Ability } from '@/components/models/local-examples'
import { DOES, REFUSES } from '@/components/models/local-examples'

/** What the engine of this machine follows and what it refuses, each with words that can be typed as they stand. */
export function LocalAbilities() {
  return (
    <section
      aria-label="What the local engine follows"
      className="grid grid-cols-[3fr_2fr] gap-x-8 gap-y-4 rounded-3 px-4 py-3 shadow-hairline max-md:grid-cols-1"
    >
      <Abilities
        title="Does"
        note="The same bytes for the same seed; nothing leaves this machine"
        abilities={DOES}
      />
      <div>
        <Abilities
          title="Refuses, with the reason"
          note="It cannot draw what is not in the photo"
          abilities={REFUSES}
        />
        <p className="mt-2 text-pretty text-ink-3">A refusal costs nothing and names what can be done.</p>
      </div>
    </section>
  )
}

function Abilities({
  title,
  note,
  abilities,
}: {
  title: string
  note: string
  abilities: readonly Ability[]
}) {
  return (
    <div>
      <h3 className="text-name">{title}</h3>
      <p className="text-ink-3 text-meta">{note}</p>
      <dl className="mt-2">
        {abilities.map(({ name, examples }) => (
          <div key={name} className="flex gap-3 border-line border-t py-[3px]">
            <dt className="w-26 shrink-0 text-ink-3">{name}</dt>
            <dd className="min-w-0">{examples.map((example) => `“${example}”`).join(', ')}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
