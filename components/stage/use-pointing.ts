'use client'

import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react'
import { keepInSight } from '@/components/stage/keep-in-sight'
import { useStudioStore } from '@/components/ui/studio-provider'
import type { SelectMode } from '@/lib/studio/selection/selecting'
import { type Point, placementOf, toReferencePoint } from '@/lib/studio/stage/viewport'

/** A press that moved less, in CSS px, is a click. */
const CLICK_WITHIN_PX = 4
/** How far an arrow key moves the cross, in CSS px; with Shift ten times as far. */
const KEY_STEP_PX = 4

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** From corner to corner, in px of the picture. */
export type Drag = { from: Point; to: Point }

/**
 * Pointing at the picture by mouse, pen, finger and keys: a drag draws a rectangle, a click asks for the thing there.
 * The picture that is pointed at is the reference: its px are the stage's points.
 */
export function usePointing(surface: RefObject<HTMLElement | null>) {
  const store = useStudioStore()
  const start = useRef<{ point: Point; clientX: number; clientY: number } | null>(null)
  const [drag, setDrag] = useState<Drag | null>(null)
  /** Where the keys point; null until they do. */
  const [cross, setCross] = useState<Point | null>(null)

  const toPoint = (event: { clientX: number; clientY: number }): Point => {
    const box = surface.current!.getBoundingClientRect()
    const { viewport, scene } = store.getState()
    const point = { x: event.clientX - box.left, y: event.clientY - box.top }
    return toReferencePoint(point, placementOf(viewport, scene), scene.frame)
  }
  const ask = ({ x, y }: Point, keys: { shiftKey: boolean; altKey: boolean }) => {
    const { scene, selectMode, selectAt } = store.getState()
    const { width, height } = scene.reference
    if (x < 0 || y < 0 || x > width || y > height) return
    void selectAt({ x: x / width, y: y / height }, modeOf(keys, selectMode))
  }
  const end = (event: PointerEvent<HTMLElement>) => {
    const { current } = start
    start.current = null
    setDrag(null)
    if (!current) return
    if (isClick(current, event)) return ask(current.point, event)
    const to = toPoint(event)
    const [x, y] = [Math.min(current.point.x, to.x), Math.min(current.point.y, to.y)]
    const [width, height] = [Math.abs(current.point.x - to.x), Math.abs(current.point.y - to.y)]
    void store.getState().selectBox({ x, y, width, height })
  }
  const cancel = () => {
    start.current = null
    setDrag(null)
  }
  const handlePointerDown = (event: PointerEvent<HTMLElement>) => {
    if (!event.isPrimary) return cancel()
    if (event.button !== 0 || event.currentTarget.closest('[data-panning]')) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setCross(null)
    start.current = { point: toPoint(event), clientX: event.clientX, clientY: event.clientY }
  }
  const handlePointerMove = (event: PointerEvent<HTMLElement>) => {
    const { current } = start
    if (!current || !event.isPrimary) return
    setDrag(isClick(current, event) ? null : { from: current.point, to: toPoint(event) })
  }
  const handleKeyDown = (event: KeyboardEvent) => {
    // With these a key belongs to the whole studio: Ctrl+Enter runs.
    if (event.ctrlKey || event.metaKey) return
    const { scene, viewport } = store.getState()
    const { width, height } = scene.reference
    const placement = placementOf(viewport, scene)
    const from = cross ?? placement.centre
    const arrow = ARROWS[event.key]
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      setCross(from)
      return ask(from, event)
    }
    if (!arrow || event.altKey) return
    event.preventDefault()
    const step = (KEY_STEP_PX * (event.shiftKey ? 10 : 1)) / placement.scale
    const to = {
      x: Math.min(width, Math.max(0, from.x + arrow[0] * step)),
      y: Math.min(height, Math.max(0, from.y + arrow[1] * step)),
    }
    setCross(to)
    keepInSight(store, to)
  }
  return {
    drag,
    cross,
    surfaceProps: {
      tabIndex: 0,
      onPointerDown: handlePointerDown,
      onPointerMove: handlePointerMove,
      onPointerUp: end,
      onPointerCancel: cancel,
      onKeyDown: handleKeyDown,
    },
  }
}

const isClick = (
  from: { clientX: number; clientY: number },
  to: { clientX: number; clientY: number },
): boolean => Math.hypot(to.clientX - from.clientX, to.clientY - from.clientY) < CLICK_WITHIN_PX

const modeOf = (keys: { shiftKey: boolean; altKey: boolean }, chosen: SelectMode): SelectMode =>
  keys.altKey ? 'remove' : keys.shiftKey ? 'add' : chosen
