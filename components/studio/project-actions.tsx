'use client'

import { useRef, useState } from 'react'
import ImportDialog from '@/components/projects/import-dialog'
import { useExport } from '@/components/projects/use-export'
import { Alert } from '@/components/ui/alert'
import { Dialog } from '@/components/ui/dialog'
import { Download, HardDrive, Upload } from '@/components/ui/icons'
import { Menu } from '@/components/ui/menu'
import { useStudio } from '@/components/ui/studio-provider'

/** The menu of a project, and whatever it opens. */
export default function ProjectActions({ anchor, onClose }: { anchor: HTMLElement; onClose: () => void }) {
  const projectId = useStudio((state) => state.project.id)
  const [problem, setProblem] = useState<string>()
  const [isImporting, setImporting] = useState(false)
  const { exportProject } = useExport(setProblem)
  const staysOpen = useRef(false)

  const handleExport = async () => {
    staysOpen.current = true
    const isDone = await exportProject(projectId)
    if (isDone) onClose()
  }
  const handleImport = () => {
    staysOpen.current = true
    setImporting(true)
  }
  const items = [
    { label: 'Export project', icon: <Download />, onSelect: () => void handleExport() },
    { label: 'Import a project', icon: <Upload />, onSelect: handleImport },
    { label: 'Storage', icon: <HardDrive />, onSelect: () => location.assign('/projects/storage') },
  ]
  if (isImporting) return <ImportDialog onClose={onClose} />
  if (problem)
    return (
      <Dialog title="Export project" onClose={onClose}>
        <Alert>{problem}</Alert>
      </Dialog>
    )
  return (
    <Menu
      label="Project actions"
      anchor={anchor}
      items={items}
      onClose={() => {
        if (!staysOpen.current) onClose()
      }}
    />
  )
}
