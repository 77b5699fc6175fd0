'use client'

import { useDropzone } from 'react-dropzone'

/** Lies over the page while files are dragged over it; folders are taken apart. */
export default function DropOverlay({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { getRootProps } = useDropzone({ noClick: true, noKeyboard: true, onDrop: onFiles })
  return (
    <div
      {...getRootProps({ role: 'presentation', tabIndex: -1 })}
      className="fixed inset-0 z-50 grid place-items-center bg-veil"
    >
      <p className="pointer-events-none rounded-3 border border-accent border-dashed bg-raised px-8 py-6 text-head">
        Drop to add to the inputs
      </p>
    </div>
  )
}
