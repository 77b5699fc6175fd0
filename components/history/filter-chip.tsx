'use client'

import { type ReactNode, useState } from 'react'
import { ChevronDown, X } from '@/components/ui/icons'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { cn } from '@/lib/cn'

/** A filter: what it is called while it is off, what it lets through while it is on, and the way to lift it. */
export function FilterChip({
  name,
  value,
  items,
  children,
  onPress,
  onLift,
}: {
  name: string
  /** What is let through; undefined while everything is. */
  value: string | undefined
  /** What can be chosen; without them a press switches the filter on. */
  items?: readonly MenuItem[]
  /** Stands inside, behind the words. */
  children?: ReactNode
  onPress?: () => void
  onLift: () => void
}) {
  const [anchor, setAnchor] = useState<HTMLElement>()
  const isOn = value !== undefined
  return (
    <span
      className={cn(
        'inline-flex h-6 min-w-0 max-w-full items-center rounded-2 pointer-coarse:min-h-11',
        isOn ? 'bg-chosen text-ink' : 'text-ink-2 shadow-hairline hover:bg-hover',
      )}
    >
      <button
        type="button"
        aria-haspopup={items ? 'menu' : undefined}
        aria-label={isOn ? `${name}: ${value}` : name}
        onClick={(event) => (items ? setAnchor(event.currentTarget) : onPress?.())}
        className="flex h-full min-w-0 items-center gap-1 rounded-2 px-1.5 text-meta"
      >
        <span className="truncate">{value ?? name}</span>
        {!isOn && items && <ChevronDown className="size-3" />}
      </button>
      {children}
      {isOn && <LiftButton label={`Lift ${name}`} icon={<X className="size-3" />} onClick={onLift} />}
      {anchor && items && (
        <Menu label={name} anchor={anchor} items={items} onClose={() => setAnchor(undefined)} />
      )}
    </span>
  )
}

function LiftButton({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid h-full w-5 shrink-0 place-items-center rounded-2 hover:bg-hover pointer-coarse:w-11"
    >
      {icon}
    </button>
  )
}
