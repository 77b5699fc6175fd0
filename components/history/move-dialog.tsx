'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Select } from '@/components/ui/select'
import { useStudioStore } from '@/components/ui/studio-provider'
import type { ProjectView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import { unreached } from '@/lib/studio/live/unreached'

const NEW_PROJECT = 'new'

/** Chooses the project to which the nodes go, with all under them. */
export default function MoveDialog({ keys, onClose }: { keys: readonly NodeKey[]; onClose: () => void }) {
  const store = useStudioStore()
  const [projects, setProjects] = useState<ProjectView[]>()
  const [problem, setProblem] = useState<string>()
  const [chosenId, setChosenId] = useState(NEW_PROJECT)
  useEffect(() => {
    let isCurrent = true
    void store
      .getState()
      .listOtherProjects()
      .then(
        (found) => {
          if (!isCurrent) return
          setProjects(found)
          if (found[0]) setChosenId(found[0].id)
        },
        (cause) => isCurrent && setProblem(unreached(cause).error.message),
      )
    return () => {
      isCurrent = false
    }
  }, [store])
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    void store.getState().moveTo(keys, projects?.find(({ id }) => id === chosenId) ?? null)
    onClose()
  }
  return (
    <Dialog title="Move to another project" onClose={onClose}>
      <form onSubmit={handleSubmit} className="flex flex-col gap-3">
        <p className="text-ink-2 text-ui">
          {keys.length === 1 ? 'The item goes' : `${keys.length} items go`} with all under{' '}
          {keys.length === 1 ? 'it' : 'them'}. Photos on which that stands are there as well.
        </p>
        <Select
          aria-label="Project"
          value={chosenId}
          disabled={projects === undefined}
          options={[
            ...(projects ?? []).map(({ id, name }) => ({ value: id, label: name })),
            { value: NEW_PROJECT, label: 'A new project' },
          ]}
          onValue={setChosenId}
        />
        {problem && <Alert>{problem}</Alert>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="strong" size="control" type="submit" disabled={projects === undefined}>
            Move
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
