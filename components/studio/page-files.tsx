'use client'

import { useCallback, useEffect, useState } from 'react'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudioStore } from '@/components/ui/studio-provider'
import { isTyping } from '@/lib/studio/keys/key-listener.client'

const dropOverlay = createPart(() => import('@/components/studio/drop-overlay'))

/**
 * The whole page takes files: dropped anywhere but into a dialog, or pasted. Nothing is sorted out here: what does not
 * fit is refused in the list, with its reason. The overlay is fetched when the first file is dragged in; a drop that
 * comes before it is taken all the same.
 */
export function PageFiles() {
  const store = useStudioStore()
  const [isDragging, setDragging] = useState(false)
  const handleFiles = useCallback(
    (files: readonly File[]) => {
      setDragging(false)
      store.getState().addFiles(files)
    },
    [store],
  )
  useEffect(() => {
    const listeners = new AbortController()
    const on = <Type extends keyof WindowEventMap>(
      type: Type,
      handle: (event: WindowEventMap[Type]) => void,
    ) => window.addEventListener(type, handle, { signal: listeners.signal })
    on('dragenter', (event) => hasFiles(event) && !isOn(event, 'dialog') && setDragging(true))
    on('dragover', (event) => hasFiles(event) && event.preventDefault())
    // Only the step out of the window leads to nothing.
    on('dragleave', (event) => event.relatedTarget === null && setDragging(false))
    on('drop', (event) => {
      if (event.defaultPrevented || !hasFiles(event)) return
      // Also of what missed the field of a dialog: the browser would leave the page for it.
      event.preventDefault()
      if (!isOn(event, 'dialog')) handleFiles([...(event.dataTransfer?.files ?? [])])
    })
    on('paste', (event) => {
      const files = [...(event.clipboardData?.files ?? [])]
      // Word processors and spreadsheets put a picture of the text beside it.
      const isText = isTyping(event.target) && event.clipboardData?.types.includes('text/plain')
      if (files.length === 0 || isText) return
      event.preventDefault()
      handleFiles(files)
    })
    return () => listeners.abort()
  }, [handleFiles])
  return isDragging ? <OnDemand part={dropOverlay} given={{ onFiles: handleFiles }} /> : null
}

const isOn = ({ target }: DragEvent, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null

/** Of the page: a field for files in a dialog takes them by itself. */
const hasFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') === true && !isOn(event, 'dialog input[type=file]')
