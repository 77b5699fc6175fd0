'use client'

import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react'
import { keepInSight } from '@/components/stage/keep-in-sight'
import { useStudioStore } from '@/components/ui/studio-provider'
import type { Mask } from '@/lib/images/raster'
import type { Stroke } from '@/lib/studio/masks/mask-document'
import { drawStroke } from '@/lib/studio/masks/mask-raster'
import { type Point, placementOf, toReferencePoint } from '@/lib/studio/stage/viewport'

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
/** An arrow key moves the brush by this share of its width. */
const KEY_STEP = 0.25

/**
 * The brush on the mask, by mouse, pen, finger and keys. A stroke under way is drawn into a mask of its own (`live`)
 * and handed to the store when it ends; a second finger takes it back, because then the picture is meant.
 */
export function useBrush(surface: RefObject<HTMLElement | null>) {
  const store = useStudioStore()
  const stroke = useRef<{ step: Stroke & { points: Point[] }; mask: Mask } | null>(null)
  const [live, setLive] = useState<Mask | null>(null)
  const [place, setPlace] = useState<Point | null>(null)
  const [spoken, setSpoken] = useState('')

  const begin = (point: Point) => {
    const { masking } = store.getState()
    if (!masking || masking.isSending) return
    const { mask, brushPx, isAdding } = masking
    stroke.current = {
      step: { kind: 'stroke', isAdding, radiusPx: brushPx / 2, points: [point] },
      mask: { ...mask, data: mask.data.slice() },
    }
    goOn([])
  }
  const goOn = (points: Point[]) => {
    const { current } = stroke
    const original = store.getState().masking?.ground.original
    if (!current || !original) return
    const last = current.step.points.at(-1)!
    current.step.points.push(...points)
    drawStroke(current.mask, { ...current.step, points: [last, ...points] }, original)
    // A new object: the same px are drawn by whoever compares it.
    setLive({ ...current.mask })
  }
  const end = (isMeant: boolean) => {
    const { current } = stroke
    stroke.current = null
    setLive(null)
    if (current && isMeant) store.getState().paint(current.step)
  }

  const toPoint = (event: { clientX: number; clientY: number }): Point => {
    const box = surface.current!.getBoundingClientRect()
    const { viewport, scene } = store.getState()
    const point = { x: event.clientX - box.left, y: event.clientY - box.top }
    return toReferencePoint(point, placementOf(viewport, scene), scene.frame)
  }
  const handlePointerDown = (event: PointerEvent<HTMLElement>) => {
    if (!event.isPrimary) return end(false)
    if (event.button !== 0 || event.currentTarget.closest('[data-panning]')) return
    event.currentTarget.setPointerCapture(event.pointerId)
    begin(toPoint(event))
  }
  const handlePointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.isPrimary) return
    setPlace(toPoint(event))
    if (!stroke.current) return
    const all = event.nativeEvent.getCoalescedEvents?.() ?? []
    goOn((all.length > 0 ? all : [event.nativeEvent]).map(toPoint))
  }
  /** Leaves the brush and nothing else: what is painted stays, and can be taken back with the tools. */
  const putDown = (event: KeyboardEvent) => {
    event.preventDefault()
    if (stroke.current) end(true)
    setPlace(null)
    setSpoken('Brush put down. Escape once more closes the mask; what is painted is kept.')
    surface.current?.blur()
    findTools()?.focus()
  }
  const handleKeyDown = (event: KeyboardEvent) => {
    const { masking, scene, viewport } = store.getState()
    const isModified = event.ctrlKey || event.metaKey || event.altKey
    if (!masking || isModified) return
    if (event.key === 'Escape') return putDown(event)
    const from = place ?? placementOf(viewport, scene).centre
    const arrow = ARROWS[event.key]
    if (event.key !== ' ' && !arrow) return
    event.preventDefault()
    const step = Math.max(1, masking.brushPx * KEY_STEP)
    const [x, y] = arrow ?? [0, 0]
    const to = clamp({ x: from.x + x * step, y: from.y + y * step }, scene.reference)
    if (event.key === ' ' || (event.shiftKey && !stroke.current)) begin(from)
    if (event.key === ' ') end(true)
    else if (event.shiftKey) goOn([to])
    setPlace(to)
    keepInSight(store, to)
    setSpoken(`${Math.round(to.x)}, ${Math.round(to.y)}${event.key === ' ' ? ', painted' : ''}`)
  }
  return {
    live,
    place,
    spoken,
    surfaceProps: {
      tabIndex: 0,
      onPointerDown: handlePointerDown,
      onPointerMove: handlePointerMove,
      onPointerUp: (event: PointerEvent) => event.isPrimary && end(true),
      onPointerCancel: () => end(false),
      onPointerLeave: () => !stroke.current && setPlace(null),
      onKeyDown: handleKeyDown,
      onKeyUp: (event: KeyboardEvent) => event.key === 'Shift' && stroke.current && end(true),
      onBlur: () => stroke.current && end(true),
    },
  }
}

const clamp = ({ x, y }: Point, { width, height }: { width: number; height: number }): Point => ({
  x: Math.min(width, Math.max(0, x)),
  y: Math.min(height, Math.max(0, y)),
})

/** The tools that are in sight: in Details, or in the place of the composer. */
const findTools = (): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('[role=toolbar][aria-label="Mask tools"] button')].find(
    (tool) => tool.offsetParent !== null,
  )
