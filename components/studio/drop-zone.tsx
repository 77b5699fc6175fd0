'use client'

import { type ReactNode, useEffect } from 'react'
import { useDropzone } from 'react-dropzone'
import { useStudioStore } from '@/components/ui/studio-provider'

/**
 * The whole page takes files: dropped anywhere, or pasted. Nothing is sorted out here: what does not fit is refused in
 * the list, with its reason.
 */
export function DropZone({ children }: { children: ReactNode }) {
  const store = useStudioStore()
  const { getRootProps, isDragActive } = useDropzone({
    noClick: true,
    noKeyboard: true,
    onDrop: (files) => store.getState().addFiles(files),
  })
  useEffect(() => {
    const handlePaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      store.getState().addFiles(files)
    }
    window.addEventListener('paste', handlePaste)
    return () => window.removeEventListener('paste', handlePaste)
  }, [store])
  return (
    <div {...getRootProps({ role: 'presentation', tabIndex: undefined })} className="contents">
      {children}
      {isDragActive && (
        <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-scrim">
          <p className="rounded-3 border border-accent border-dashed bg-raised px-8 py-6 text-head">
            Drop to add to the inputs
          </p>
        </div>
      )}
    </div>
  )
}
