'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { useStudioStore } from '@/components/ui/studio-provider'
import { useBusy } from '@/components/ui/use-busy'

type Commands = ReturnType<ReturnType<typeof useStudioStore>['getState']>

/** A button that is busy until the server has taken the command. */
export function CommandButton({
  id,
  label,
  icon,
  look = 'outline',
  className,
  send,
}: {
  id?: string
  label: string
  icon?: ReactNode
  look?: 'outline' | 'quiet'
  className?: string
  send: (state: Commands) => Promise<void>
}) {
  const store = useStudioStore()
  const [isBusy, keepBusy] = useBusy()
  return (
    <Button
      id={id}
      look={look}
      size="small"
      icon={icon}
      isBusy={isBusy}
      disabled={isBusy}
      className={className ?? 'font-normal'}
      onClick={() => void keepBusy(() => send(store.getState()))}
    >
      {label}
    </Button>
  )
}
