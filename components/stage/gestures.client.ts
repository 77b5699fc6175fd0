import type { Point } from '@/lib/studio/stage/viewport'

/** What fingers, mouse and wheel mean on the stage. Points are in CSS px of the pane under the pointer. */
export type GestureHandlers = {
  onZoom(factor: number, point: Point): void
  onPan(dx: number, dy: number): void
  onDoubleClick(point: Point): void
  onPoint(point: Point | null, pane: HTMLElement | null): void
  /** A finger that rests shows the original until it is lifted. */
  onHold(isHeld: boolean): void
  /** A finger that wiped sideways over a picture at Fit. */
  onSwipe(step: 1 | -1): void
  isAtFit(): boolean
  /** A brush is in hand: one finger, or the mouse alone, belongs to it. */
  isDrawing(): boolean
}

const LONG_PRESS_MS = 450
const STILL_WITHIN_PX = 8
const SWIPE_PX = 56
const MIDDLE_BUTTON = 4
/** A notch of a mouse wheel is about 100 px: it zooms by a fifth. A trackpad's pinch sends few px with ctrlKey. */
const WHEEL_ZOOM = 0.0018
const PINCH_ZOOM = 0.01

const USES_SPACE =
  'button, a, input, textarea, select, [contenteditable], [role=treeitem], [role=radio], [role=application]'

type Finger = { x: number; y: number; startX: number; startY: number }

/**
 * Listens to one element that holds all panes (each marked `data-viewport`); returns the function that ends it. Moves
 * are gathered and told once a frame.
 */
export function attachGestures(element: HTMLElement, handlers: GestureHandlers): () => void {
  const fingers = new Map<number, Finger>()
  const frame = createFrame(flush)
  let pane: HTMLElement | null = null
  let moved = { x: 0, y: 0 }
  let zoomed = { factor: 1, point: { x: 0, y: 0 } }
  let pointed: Parameters<GestureHandlers['onPoint']> | undefined
  let longPress: ReturnType<typeof setTimeout> | undefined
  let isHeld = false

  const toPoint = (event: MouseEvent): Point => {
    const box = (pane ?? element).getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  /** What is said over a picture scrolls and can be marked: it is no part of the picture. */
  const findPane = (event: Event) => {
    const over = (event.target as Element).closest<HTMLElement>('[data-viewport], [data-note]')
    return over?.dataset.note === undefined ? over : null
  }
  function flush() {
    if (zoomed.factor !== 1) handlers.onZoom(zoomed.factor, zoomed.point)
    if (moved.x !== 0 || moved.y !== 0) handlers.onPan(moved.x, moved.y)
    if (pointed) handlers.onPoint(...pointed)
    zoomed = { factor: 1, point: zoomed.point }
    moved = { x: 0, y: 0 }
    pointed = undefined
  }
  const zoom = (factor: number, point: Point) => {
    zoomed = { factor: zoomed.factor * factor, point }
    frame.ask()
  }
  const endHold = () => {
    clearTimeout(longPress)
    if (isHeld) handlers.onHold(false)
    isHeld = false
  }
  const waitForHold = () => {
    longPress = setTimeout(() => {
      isHeld = true
      handlers.onHold(true)
    }, LONG_PRESS_MS)
  }

  const onWheel = (event: WheelEvent) => {
    pane = findPane(event)
    if (!pane || (handlers.isAtFit() && isScroll(event, pane))) return
    event.preventDefault()
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1
    zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? PINCH_ZOOM : WHEEL_ZOOM)), toPoint(event))
  }
  const onDown = (event: PointerEvent) => {
    const found = findPane(event)
    if (!found || event.button > 1 || (isControl(event.target) && !isPanning())) return
    pane = found
    fingers.set(event.pointerId, {
      x: event.clientX,
      y: event.clientY,
      startX: event.clientX,
      startY: event.clientY,
    })
    endHold()
    if (event.pointerType === 'touch' && fingers.size === 1 && !handlers.isDrawing()) waitForHold()
  }
  const onMove = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId)
    if (!finger) return hover(event)
    // Let go outside, where nobody heard of it.
    if (event.pointerType === 'mouse' && event.buttons === 0) return onUp(event)
    const before = spread(fingers)
    const [dx, dy] = [event.clientX - finger.x, event.clientY - finger.y]
    Object.assign(finger, { x: event.clientX, y: event.clientY })
    if (Math.hypot(finger.x - finger.startX, finger.y - finger.startY) > STILL_WITHIN_PX)
      clearTimeout(longPress)
    if (isHeld || (event.pointerType === 'touch' && fingers.size === 1 && handlers.isAtFit())) return
    if (isBrush(event) || !isDragging(finger, fingers.size)) return
    // Not before: a captured press would take the double click away from the pane.
    if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId)
    moved = { x: moved.x + dx / fingers.size, y: moved.y + dy / fingers.size }
    const now = spread(fingers)
    if (before && now) zoom(now.distance / before.distance, toPanePoint(now.middle))
    frame.ask()
  }
  const toPanePoint = (client: Point): Point => {
    const box = (pane ?? element).getBoundingClientRect()
    return { x: client.x - box.left, y: client.y - box.top }
  }
  const hover = (event: PointerEvent) => {
    if (event.pointerType !== 'mouse') return
    const found = findPane(event)
    if (found) pane = found
    const point = found && toPoint(event)
    pointed = [point, found]
    frame.ask()
  }
  const onUp = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId)
    if (!finger) return
    const wiped = finger.x - finger.startX
    const isSwipe =
      event.pointerType === 'touch' &&
      fingers.size === 1 &&
      !isHeld &&
      handlers.isAtFit() &&
      !handlers.isDrawing()
    if (isSwipe && Math.abs(wiped) > SWIPE_PX) handlers.onSwipe(wiped < 0 ? 1 : -1)
    fingers.delete(event.pointerId)
    endHold()
  }
  /** Space held, or the middle button, moves the picture also under a brush. */
  const isBrush = ({ buttons }: PointerEvent) =>
    handlers.isDrawing() && fingers.size === 1 && !isPanning() && buttons !== MIDDLE_BUTTON
  const isPanning = () => element.dataset.panning !== undefined
  const endPanning = () => {
    delete element.dataset.panning
  }
  const onSpace = (event: KeyboardEvent) => {
    if (event.key !== ' ') return
    if (event.type === 'keyup') endPanning()
    else if (!(event.target as Element).closest(USES_SPACE)) {
      event.preventDefault()
      element.dataset.panning = ''
    }
  }
  const onLeave = () => {
    pointed = [null, null]
    frame.ask()
  }
  const onDoubleClick = (event: MouseEvent) => {
    pane = findPane(event)
    if (pane && !isControl(event.target) && !handlers.isDrawing()) handlers.onDoubleClick(toPoint(event))
  }

  const listeners = { pointerdown: onDown, pointermove: onMove, pointerup: onUp, pointercancel: onUp }
  for (const [type, listener] of Object.entries(listeners)) {
    element.addEventListener(type, listener as EventListener)
  }
  element.addEventListener('wheel', onWheel, { passive: false })
  window.addEventListener('keydown', onSpace)
  window.addEventListener('keyup', onSpace)
  window.addEventListener('blur', endPanning)
  element.addEventListener('dblclick', onDoubleClick)
  element.addEventListener('pointerleave', onLeave)
  return () => {
    for (const [type, listener] of Object.entries(listeners)) {
      element.removeEventListener(type, listener as EventListener)
    }
    element.removeEventListener('wheel', onWheel)
    window.removeEventListener('keydown', onSpace)
    window.removeEventListener('keyup', onSpace)
    window.removeEventListener('blur', endPanning)
    element.removeEventListener('dblclick', onDoubleClick)
    element.removeEventListener('pointerleave', onLeave)
    endHold()
    frame.cancel()
  }
}

/** Pictures that are seen whole in a grid with more of them than it shows are scrolled; a pinch or Ctrl still zooms. */
function isScroll({ ctrlKey, metaKey, altKey }: WheelEvent, pane: HTMLElement): boolean {
  const grid = pane.closest('[data-scroller]')
  return grid !== null && !ctrlKey && !metaKey && !altKey && isOverfull(grid)
}

/** More than a px of rounding lies outside. */
const isOverfull = (grid: Element): boolean =>
  grid.scrollHeight > grid.clientHeight + 1 || grid.scrollWidth > grid.clientWidth + 1

const isControl = (target: EventTarget | null): boolean =>
  (target as Element).closest('button, a, input, select, [role=slider]') !== null

/** One finger or the mouse pans only after a clear move, so that a click never shifts the picture. */
const isDragging = (finger: Finger, count: number): boolean =>
  count > 1 || Math.hypot(finger.x - finger.startX, finger.y - finger.startY) > 3

function spread(fingers: Map<number, Finger>): { distance: number; middle: Point } | undefined {
  const [a, b] = [...fingers.values()]
  if (!a || !b) return undefined
  return {
    distance: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)),
    middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 },
  }
}

/** Does the work at the next frame, however often it is asked. */
function createFrame(work: () => void) {
  let id = 0
  return {
    ask() {
      cancelAnimationFrame(id)
      id = requestAnimationFrame(work)
    },
    cancel: () => cancelAnimationFrame(id),
  }
}
