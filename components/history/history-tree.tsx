'use client'

import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { RenameDialog } from '@/components/history/rename-dialog'
import { RowMenu } from '@/components/history/row-menu'
import { type RowHandlers, TreeRow } from '@/components/history/tree-row'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { NodeKey } from '@/lib/history/node-key'
import { countEdits, type EditTree, type TreeRow as Row } from '@/lib/history/tree'
import { downloadNode } from '@/lib/studio/download.client'
import { commandOfKey } from '@/lib/studio/keys'
import { scrollToRow, windowRows } from '@/lib/studio/row-window'
import { findInput } from '@/lib/studio/scene'
import type { StudioStore } from '@/lib/studio/studio-store'
import { walkTree } from '@/lib/studio/tree-walk'

/** The tree "Edit history": one stop for Tab, arrows as in a file tree, Enter shows, Shift or Ctrl compares. */
export default function HistoryTree({
  tree,
  rows,
  query,
}: {
  tree: EditTree
  rows: readonly Row[]
  query: string
}) {
  const store = useStudioStore()
  const box = useRef<HTMLDivElement>(null)
  const selected = useStudio((state) => state.selected)
  const [focusedKey, setFocusedKey] = useState<NodeKey>()
  const [menu, setMenu] = useState<{ key: NodeKey; anchor: HTMLElement }>()
  const [renamedKey, setRenamedKey] = useState<NodeKey>()
  const { scrollTop, height } = useScroll(box)
  const { start, end, beforePx, afterPx } = windowRows(rows.length, scrollTop, height)
  const drawn = rows.slice(start, end)
  const focusRow = useFocusRow(box, rows, setFocusedKey)
  useRevealed(box, rows, selected.at(-1))
  // The row that Tab reaches must be among those that are drawn.
  const tabStop =
    [focusedKey, selected.at(-1)].find((key) => drawn.some((row) => row.key === key)) ?? drawn[0]?.key

  const handleKey = (key: NodeKey, event: KeyboardEvent<HTMLElement>) => {
    const step = walkTree(rows, key, event.key)
    if (step?.kind === 'focus') focusRow(step.key)
    else if (step) store.getState().openItem(step.key, step.isOpen)
    else if (isMenuKey(event)) setMenu({ key, anchor: event.currentTarget })
    else if (!act(event, store, key)) return
    event.preventDefault()
  }
  const latestHandleKey = useRef(handleKey)
  latestHandleKey.current = handleKey
  // The same for all rows and at all times, so that a row is drawn again only when it changes itself.
  const handlers = useMemo<RowHandlers>(
    () => ({
      onChoose: (key, isAdding) => choose(store, key, isAdding),
      onOpen: (key, isOpen) => store.getState().openItem(key, isOpen),
      onFocus: setFocusedKey,
      onMenu: (key, anchor) => setMenu({ key, anchor }),
      onKey: (key, event) => latestHandleKey.current(key, event),
    }),
    [store],
  )
  const menuRow = menu && tree.nodes.get(menu.key)
  const renamed = renamedKey && tree.nodes.get(renamedKey)
  const nodes = store.getState().nodes
  return (
    <>
      <div ref={box} className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden px-1 pb-2">
        <div role="tree" aria-label="Edit history" aria-multiselectable="true">
          <div style={{ height: beforePx }} />
          {drawn.map((row) => (
            <TreeRow
              key={row.key}
              row={row}
              query={query}
              inputImageId={
                row.view.kind === 'edit' && !row.view.image ? findInput(nodes, row.view)?.id : undefined
              }
              editCount={row.view.kind === 'root' ? countEdits(tree, row.key) : 0}
              isSelected={selected.includes(row.key)}
              isTabStop={row.key === tabStop}
              handlers={handlers}
            />
          ))}
          <div style={{ height: afterPx }} />
        </div>
      </div>
      {menu && menuRow && (
        <RowMenu
          view={menuRow.view}
          nodeKey={menu.key}
          anchor={menu.anchor}
          onRename={() => setRenamedKey(menu.key)}
          onClose={() => setMenu(undefined)}
        />
      )}
      {renamed && (
        <RenameDialog view={renamed.view} nodeKey={renamed.key} onClose={() => setRenamedKey(undefined)} />
      )}
    </>
  )
}

const isMenuKey = (event: KeyboardEvent) =>
  event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)

function choose({ getState }: StudioStore, key: NodeKey, isAdding: boolean): void {
  if (isAdding) getState().compareWith(key)
  else getState().show(key)
}

/** Commands about the item that has the focus. Answers whether the key was one. */
function act(event: KeyboardEvent, store: StudioStore, key: NodeKey): boolean {
  const state = store.getState()
  const isAdding = event.shiftKey || event.ctrlKey || event.metaKey
  if (event.key === 'Enter' && !(event.ctrlKey || event.metaKey)) choose(store, key, event.shiftKey)
  else if (event.key === ' ') choose(store, key, isAdding)
  else if (event.key === 'Delete') void state.remove(state.selected.includes(key) ? state.selected : [key])
  else return actByLetter(event, store, key)
  return true
}

function actByLetter(event: KeyboardEvent, { getState }: StudioStore, key: NodeKey): boolean {
  const { areSingleKeysOn, star, continueFrom, nodes } = getState()
  const command = commandOfKey(event.nativeEvent, areSingleKeysOn)
  const node = nodes[key]
  if (command === 'star') void star(key)
  else if (command === 'continue_from') continueFrom(key)
  else if (command === 'download' && node?.image) downloadNode(getState(), node)
  else return false
  return true
}

/** Moves the focus to a row, which may have to be scrolled to and drawn first. */
function useFocusRow(
  box: React.RefObject<HTMLDivElement | null>,
  rows: readonly Row[],
  setFocusedKey: (key: NodeKey) => void,
) {
  const wanted = useRef<NodeKey>(undefined)
  useLayoutEffect(() => {
    const row = wanted.current && box.current?.querySelector<HTMLElement>(`[data-key="${wanted.current}"]`)
    if (!row) return
    wanted.current = undefined
    row.focus({ preventScroll: true })
  })
  return (key: NodeKey) => {
    const index = rows.findIndex((row) => row.key === key)
    const element = box.current
    if (index < 0 || !element) return
    element.scrollTop = scrollToRow(index, element.scrollTop, element.clientHeight)
    wanted.current = key
    setFocusedKey(key)
  }
}

/** What stands on the stage is in sight in the tree when it changes. */
function useRevealed(
  box: React.RefObject<HTMLDivElement | null>,
  rows: readonly Row[],
  key: NodeKey | undefined,
): void {
  const latest = useRef(rows)
  latest.current = rows
  useEffect(() => {
    const element = box.current
    const index = latest.current.findIndex((row) => row.key === key)
    if (element && index >= 0) element.scrollTop = scrollToRow(index, element.scrollTop, element.clientHeight)
  }, [box, key])
}

/** Where a box is scrolled to and how high it is, told once a frame. */
function useScroll(box: React.RefObject<HTMLDivElement | null>) {
  const [scroll, setScroll] = useState({ scrollTop: 0, height: 800 })
  useEffect(() => {
    const element = box.current
    if (!element) return
    let frame = 0
    const read = () => setScroll({ scrollTop: element.scrollTop, height: element.clientHeight })
    const ask = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(read)
    }
    read()
    element.addEventListener('scroll', ask, { passive: true })
    const observer = new ResizeObserver(ask)
    observer.observe(element)
    return () => {
      cancelAnimationFrame(frame)
      element.removeEventListener('scroll', ask)
      observer.disconnect()
    }
  }, [box])
  return scroll
}
