'use client'

import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { RenameDialog } from '@/components/history/rename-dialog'
import { actOnRow, chooseRow, isMenuKey } from '@/components/history/row-keys'
import { RowMenu } from '@/components/history/row-menu'
import { type RowHandlers, TreeRow } from '@/components/history/tree-row'
import { useFocusAfterDelete } from '@/components/history/use-focus-after-delete'
import type { ShownHistory } from '@/components/history/use-history'
import { useLoadedRows } from '@/components/history/use-loaded-rows'
import { useRowScroll } from '@/components/history/use-row-scroll'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { NodeKey } from '@/lib/history/node-key'
import { scrollToRow, windowRows } from '@/lib/studio/history/row-window'
import { walkTree } from '@/lib/studio/history/tree-walk'

/** The tree "Edit history": one stop for Tab, arrows as in a file tree, Enter shows, Shift or Ctrl compares. */
export default function HistoryTree({
  history,
  query,
  onMove,
}: {
  history: ShownHistory
  query: string
  onMove: (keys: readonly NodeKey[]) => void
}) {
  const { rows, startRow, rowCount, topRow } = history
  const store = useStudioStore()
  const box = useRef<HTMLDivElement>(null)
  const selected = useStudio((state) => state.selected)
  const nodes = useStudio((state) => state.nodes)
  const [focusedKey, setFocusedKey] = useState<NodeKey>()
  const [menu, setMenu] = useState<{ key: NodeKey; anchor: HTMLElement }>()
  const [renamedKey, setRenamedKey] = useState<NodeKey>()
  const { sight, isPlaced, isFlying } = useRowScroll(box, topRow)
  const { start, end, beforePx, afterPx } = windowRows(rowCount, sight)
  const firstDrawn = Math.max(startRow, isPlaced ? start : topRow)
  const sliceRows = (from: number, to: number) =>
    rows.slice(Math.max(0, from - startRow), Math.max(0, to - startRow))
  const drawn = sliceRows(firstDrawn, end)
  const [firstRow] = useState(topRow)
  useLoadedRows(drawn, sliceRows(firstDrawn - NEAR_ROWS, end + NEAR_ROWS))
  const focusRow = useFocusRow(box, history, setFocusedKey)
  useFocusAfterDelete({ history, focusedKey, shownKey: selected.at(-1), focusRow })
  useRevealed(box, history, selected.at(-1))
  useResultsFromTop(box)
  // The row that Tab reaches must be among those that are drawn.
  const tabStop =
    [focusedKey, selected.at(-1)].find((key) => drawn.some((row) => row.key === key)) ?? drawn[0]?.key

  const handleKey = (key: NodeKey, event: KeyboardEvent<HTMLElement>) => {
    const step = walkTree(rows, key, event.key)
    if (step?.kind === 'focus') focusRow(step.key)
    else if (step) store.getState().openItem(step.key, step.isOpen)
    else if (isMenuKey(event)) setMenu({ key, anchor: event.currentTarget })
    else if (!actOnRow(event, store, key)) return
    event.preventDefault()
  }
  const latestHandleKey = useRef(handleKey)
  latestHandleKey.current = handleKey
  // The same for all rows and at all times, so that a row is drawn again only when it changes itself.
  const handlers = useMemo<RowHandlers>(
    () => ({
      onChoose: (key, isAdding) => chooseRow(store, key, isAdding),
      onOpen: (key, isOpen) => store.getState().openItem(key, isOpen),
      onFocus: setFocusedKey,
      onMenu: (key, anchor) => setMenu({ key, anchor }),
      onKey: (key, event) => latestHandleKey.current(key, event),
    }),
    [store],
  )
  const menuView = menu && nodes[menu.key]
  const renamed = renamedKey && nodes[renamedKey]
  return (
    <>
      <div ref={box} className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden px-1 pb-2">
        <div role="tree" aria-label="Edit history" aria-multiselectable="true">
          <div style={{ height: isPlaced ? beforePx : 0 }} />
          {drawn.map((row, index) => (
            <TreeRow
              key={row.key}
              row={row}
              view={nodes[row.key]}
              query={query}
              isSelected={selected.includes(row.key)}
              isTabStop={row.key === tabStop}
              isPassing={isFlying}
              isInFirstSight={isWithin(FIRST_ROWS, firstDrawn + index - firstRow)}
              handlers={handlers}
            />
          ))}
          <div style={{ height: isPlaced ? afterPx : 0 }} />
        </div>
      </div>
      {menu && menuView && (
        <RowMenu
          view={menuView}
          nodeKey={menu.key}
          anchor={menu.anchor}
          onRename={() => setRenamedKey(menu.key)}
          onMove={onMove}
          onClose={() => setMenu(undefined)}
        />
      )}
      {renamed && (
        <RenameDialog view={renamed} nodeKey={renamedKey} onClose={() => setRenamedKey(undefined)} />
      )}
    </>
  )
}

/** So many rows above and below those that are drawn are asked for together with them. */
const NEAR_ROWS = 24

/** So many rows are in sight when the page opens: their pictures are asked for with the page, not after it was drawn. */
const FIRST_ROWS = 16

const isWithin = (count: number, index: number) => index >= 0 && index < count

type Box = RefObject<HTMLDivElement | null>

/** Where a row stands among all, or -1. */
const findRow = ({ rows, startRow }: ShownHistory, key: NodeKey | undefined): number => {
  const index = rows.findIndex((row) => row.key === key)
  return index < 0 ? -1 : index + startRow
}

/** Moves the focus to a row, which may have to be scrolled to and drawn first. */
function useFocusRow(box: Box, history: ShownHistory, setFocusedKey: (key: NodeKey) => void) {
  const wanted = useRef<NodeKey>(undefined)
  useLayoutEffect(() => {
    const row = wanted.current && box.current?.querySelector<HTMLElement>(`[data-key="${wanted.current}"]`)
    if (!row) return
    wanted.current = undefined
    row.focus({ preventScroll: true })
  })
  return (key: NodeKey) => {
    const index = findRow(history, key)
    const element = box.current
    if (index < 0 || !element) return
    element.scrollTop = scrollToRow(index, element.scrollTop, element.clientHeight)
    wanted.current = key
    setFocusedKey(key)
  }
}

/** What stands on the stage is in sight in the tree when it changes. */
function useRevealed(box: Box, history: ShownHistory, key: NodeKey | undefined): void {
  const latest = useRef(history)
  latest.current = history
  useEffect(() => {
    const element = box.current
    const index = findRow(latest.current, key)
    if (element && index >= 0) element.scrollTop = scrollToRow(index, element.scrollTop, element.clientHeight)
  }, [box, key])
}

/** What another search finds is read from its first row on. */
function useResultsFromTop(box: Box): void {
  const isSearching = useStudio((state) => state.found !== null)
  const query = useStudio((state) => state.query)
  const latest = useRef(isSearching)
  latest.current = isSearching
  useEffect(() => {
    if (latest.current && box.current && query) box.current.scrollTop = 0
  }, [box, query])
}
