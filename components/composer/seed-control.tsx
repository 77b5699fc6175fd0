'use client'

import { Control } from '@/components/composer/control'
import { SweepSwitch } from '@/components/composer/sweep-switch'
import { SweepValues } from '@/components/composer/sweep-values'
import { NumberField } from '@/components/ui/number-field'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { Switch } from '@/components/ui/switch'
import { useRefused } from '@/components/ui/use-field-problem'
import type { ModelCard } from '@/lib/models/card'
import { commonRange, describeUsers } from '@/lib/studio/composer/common-settings'
import { usersOf } from '@/lib/studio/composer/setting-users'
import { fieldId } from '@/lib/studio/keys/field-focus'

/** A random seed is drawn by the server and stands in the recipe afterwards; a typed one switches that off. */
export function SeedControl({ cards }: { cards: readonly ModelCard[] }) {
  const store = useStudioStore()
  const seed = useStudio((state) => state.settings.seed)
  const sweep = useStudio((state) => state.sweep.seed)
  const refused = useRefused('seed')
  const users = usersOf(cards, 'seed')
  if (users.length === 0) return null
  const { min, max } = commonRange(users.map((card) => card.settings.seed ?? {}))
  const change = (value: number | null) => store.getState().changeSettings({ seed: value })
  return (
    <Control
      label="Seed"
      field="seed"
      tool={<SweepSwitch axis="seed" first={seed} />}
      note={describeUsers(cards, 'seed')}
    >
      {sweep === null ? (
        <>
          <NumberField
            id={fieldId('seed')}
            {...refused}
            aria-label="Seed"
            placeholder="Drawn at Run"
            value={seed}
            min={min}
            max={max}
            onValue={change}
            onEmpty={() => change(null)}
          />
          <Switch
            label="Random seed"
            isOn={seed === null}
            onChange={(isRandom) => change(isRandom ? null : drawSeed(min, max))}
          />
        </>
      ) : (
        <SweepValues axis="seed" text={sweep} />
      )}
    </Control>
  )
}

/** Within nine digits, so that it can be read out and typed again. */
const drawSeed = (min: number, max: number) =>
  min + Math.floor(Math.random() * (Math.min(max, 999_999_999) - min + 1))
