'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { useStudioStore } from '@/components/ui/studio-provider'

type Commands = ReturnType<ReturnType<typeof useStudioStore>['getState']>

/** A button that is busy until the server has taken the command. */
export function CommandButton({
  label,
  icon,
  look = 'outline',
  className,
  send,
}: {
  label: string
  icon?: ReactNode
  look?: 'outline' | 'quiet'
  className?: string
  send: (state: Commands) => Promise<void>
}) {
  const store = useStudioStore()
  const [isBusy, setIsBusy] = useState(false)
  const handleClick = async () => {
    setIsBusy(true)
    await send(store.getState())
    setIsBusy(false)
  }
  return (
    <Button
      look={look}
      size="small"
      icon={icon}
      isBusy={isBusy}
      disabled={isBusy}
      className={className ?? 'font-normal'}
      onClick={() => void handleClick()}
    >
      {label}
    </Button>
  )
}
