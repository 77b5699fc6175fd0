'use client'

import type { CSSProperties } from 'react'
import { Pane } from '@/components/stage/pane'
import { useStudio } from '@/components/ui/studio-provider'
import { areRowsScrolled, MIN_ROW_PX } from '@/lib/studio/stage/pane-grid'
import type { StageScene } from '@/lib/studio/stage/scene'
import { findShownModel } from '@/lib/studio/stage/shown-model'
import { columnWidthOf, type SweepLayout, type SweepRow } from '@/lib/studio/stage/sweep-grid'
import type { Size } from '@/lib/studio/stage/viewport'

const LABEL_WIDTH_PX = 72
const LABEL_HEIGHT_PX = 28

/** The results of a sweep as a table. The labels of both axes stay in sight while it is scrolled. */
export function SweepGrid({ layout, scene, area }: { layout: SweepLayout; scene: StageScene; area: Size }) {
  const { columns, rows } = layout
  const columnWidth = columnWidthOf(columns.length, area.width, LABEL_WIDTH_PX)
  const isAtFit = useStudio((state) => state.viewport.mode === 'fit')
  const isWide = LABEL_WIDTH_PX + columns.length * (columnWidth + 1) > area.width
  const isScrolled = isWide || areRowsScrolled(rows.length, area.height - LABEL_HEIGHT_PX - 1)
  return (
    <table
      aria-label="Sweep"
      data-scroller=""
      className="isolate grid h-full content-start justify-start gap-px overflow-auto overscroll-contain bg-[light-dark(oklch(0_0_0/0.14),oklch(0.175_0_0))]"
      style={
        {
          '--touch': isScrolled && isAtFit ? 'pan-x pan-y' : 'none',
          gridTemplateColumns: `${LABEL_WIDTH_PX}px repeat(${columns.length}, ${columnWidth}px)`,
          gridTemplateRows: `${LABEL_HEIGHT_PX}px`,
          gridAutoRows: `minmax(${MIN_ROW_PX}px, 1fr)`,
        } as CSSProperties
      }
    >
      <thead className="contents">
        <tr className="contents">
          <td className={`${LABEL} sticky top-0 left-0 z-30`}>{rows[0]?.label?.axis}</td>
          {columns.map(({ axis, value }) => (
            <th key={value} scope="col" className={`${LABEL} sticky top-0 z-20`}>
              {axis} <span className="text-ink text-label">{value}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="contents">
        {rows.map((row) => (
          <Row key={row.key} row={row} scene={scene} />
        ))}
      </tbody>
    </table>
  )
}

const LABEL = 'flex min-w-0 items-center gap-1 bg-stage px-2 font-normal text-meta text-ink-2'

function Row({ row, scene }: { row: SweepRow; scene: StageScene }) {
  const model = useStudio((state) => row.modelId && findShownModel(state.cards, row.modelId)?.shortName)
  return (
    <tr className="contents">
      <th scope="row" className={`${LABEL} sticky left-0 z-20 flex-col justify-center`}>
        {row.words.map((word) => (
          <span key={word} title={word} className="w-full truncate text-center text-ink text-label">
            {word}
          </span>
        ))}
        {model && <span className="w-full truncate text-center">{model}</span>}
        {row.label && <span className="text-ink text-label">{row.label.value}</span>}
      </th>
      {row.cells.map((pane, index) => (
        <td
          key={pane?.key ?? `none ${index}`}
          className="grid min-h-0 min-w-0 grid-rows-[minmax(0,1fr)] bg-stage"
        >
          {pane && <Pane pane={pane} original={scene.original} place="grid" title={NO_NAME} />}
        </td>
      ))}
    </tr>
  )
}

/** The labels of the axes say what a cell is. */
const NO_NAME = <span hidden />
