'use client'

import { type KeyboardEvent, type ReactNode, useId } from 'react'
import { cn } from '@/lib/cn'

/** Faces of one thing. One stop for Tab; arrows choose. `children` is the face that is shown. */
export function Tabs<Value extends string>({
  label,
  tabs,
  value,
  onValue,
  children,
}: {
  label: string
  tabs: readonly { value: Value; label: string }[]
  value: Value
  onValue: (value: Value) => void
  children: ReactNode
}) {
  const id = useId()
  const handleKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: tabs.length - 1 }[event.key]
    if (!step) return
    event.preventDefault()
    const to = (tabs.findIndex((tab) => tab.value === value) + step) % tabs.length
    onValue(tabs[to]!.value)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus()
  }
  return (
    <>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={handleKey}
        className="mb-3 flex gap-px rounded-2 bg-fill p-0.5"
      >
        {tabs.map((tab) => (
          <button
            key={tab.value}
            id={`${id}-${tab.value}`}
            type="button"
            role="tab"
            aria-selected={tab.value === value}
            aria-controls={`${id}-panel`}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => onValue(tab.value)}
            className={cn(
              'h-6 flex-1 rounded-1 text-ui transition-colors duration-base pointer-coarse:min-h-11',
              tab.value === value ? 'bg-lit font-medium text-ink' : 'text-ink-2',
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${value}`}>
        {children}
      </div>
    </>
  )
}
