'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Dices, GitBranch, RotateCw, Trash2 } from '@/components/ui/icons'
import { useStudioStore } from '@/components/ui/studio-provider'
import { isOpen } from '@/lib/edits/state'
import type { NodeView } from '@/lib/edits/view'
import { keyOfNode } from '@/lib/history/node-key'

/** What can be done with the node that is shown. */
export function NodeActions({ view }: { view: NodeView }) {
  const store = useStudioStore()
  const key = keyOfNode(view)
  const isUnderWay = view.kind === 'edit' && isOpen(view.state)
  return (
    <div className="flex flex-col gap-1 p-3">
      {view.image && (
        <Action icon={<GitBranch />} onClick={() => store.getState().continueFrom(key)}>
          Continue from here
        </Action>
      )}
      {view.kind === 'edit' && !isUnderWay && (
        <>
          <Action icon={<RotateCw />} onClick={() => void store.getState().runAgain(key, false)}>
            Run again
          </Action>
          <Action icon={<Dices />} onClick={() => void store.getState().runAgain(key, true)}>
            Run again with new seed
          </Action>
        </>
      )}
      <Action icon={<Trash2 />} onClick={() => void store.getState().remove([key])}>
        Delete
      </Action>
    </div>
  )
}

function Action({ icon, children, onClick }: { icon: ReactNode; children: string; onClick: () => void }) {
  return (
    <Button look="outline" icon={icon} className="w-full justify-start font-normal" onClick={onClick}>
      {children}
    </Button>
  )
}
