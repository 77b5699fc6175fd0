'use client'

import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { Switch } from '@/components/ui/switch'
import { KEY_BINDINGS, type KeyBinding } from '@/lib/studio/keys/key-labels'
import { showKey } from '@/lib/studio/keys/keys'

const GROUPS = [...new Set(KEY_BINDINGS.map((binding) => binding.group))]

/** Every key, by what it is for. Each command has a button too. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const store = useStudioStore()
  const areSingleKeysOn = useStudio((state) => state.areSingleKeysOn)
  const isMac = /mac|iphone|ipad/i.test(navigator.platform)
  return (
    <Dialog title="Keyboard shortcuts" width="w-[560px]" onClose={onClose}>
      <div className="columns-2 gap-8 max-sm:columns-1">
        {GROUPS.map((group) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-section">{group}</h3>
            <dl>
              {KEY_BINDINGS.filter((binding) => binding.group === group).map((binding) => (
                <Row key={binding.id} binding={binding} isMac={isMac} />
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="border-line border-t pt-2">
        <Switch
          label="Single keys are commands"
          isOn={areSingleKeysOn}
          onChange={(isOn) => store.getState().switchSingleKeys(isOn)}
        />
        <p className="text-ink-3 text-meta">Off: only keys with Ctrl or Cmd, and Escape, do something.</p>
      </div>
    </Dialog>
  )
}

function Row({ binding, isMac }: { binding: KeyBinding; isMac: boolean }) {
  return (
    <div className="flex min-h-6 items-center justify-between gap-3 border-line border-t">
      <dt className="text-ink-2">{binding.label}</dt>
      <dd className="flex gap-1">
        {binding.keys.slice(0, 1).map((key) => (
          <Kbd key={key}>{showKey(key, isMac)}</Kbd>
        ))}
      </dd>
    </div>
  )
}
