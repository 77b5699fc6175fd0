'use client'

import { useLayoutEffect, useRef, useState } from 'react'
import { Toast } from '@/components/studio/toast'
import { useStudio } from '@/components/ui/studio-provider'

/** Between the bar of a pane and the first notice. */
const GAP_PX = 8

/** The notices, the latest last, below whatever bars stand over the picture. */
export default function ToastList({ isCovered }: { isCovered: boolean }) {
  const notices = useStudio((state) => state.notices)
  const list = useRef<HTMLDivElement>(null)
  const [downPx, setDownPx] = useState(0)
  // A bar that comes or goes takes its height from the picture, which the stage then measures anew.
  useStudio((state) => state.scene)
  useLayoutEffect(() => {
    const place = list.current?.parentElement
    const picture = place?.parentElement?.querySelector('[data-viewport]')
    const startPx = place?.getBoundingClientRect().top ?? 0
    setDownPx(picture ? Math.max(0, picture.getBoundingClientRect().top + GAP_PX - startPx) : 0)
  })
  return (
    <div ref={list} style={{ marginTop: downPx }} className="flex flex-col items-end gap-2">
      {notices.map((notice) => (
        <Toast key={notice.id} notice={notice} isCovered={isCovered} />
      ))}
    </div>
  )
}
