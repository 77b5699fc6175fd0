import type { PlacedPane } from '@/lib/studio/stage/scene'

/** A value of an axis as it stands beside its row or above its column. */
export type AxisLabel = { axis: 'Guidance' | 'Seed' | 'Result'; value: string }

export type SweepRow = {
  key: string
  /** Only where the rows of a grid belong to several models or photos. */
  modelId: string | null
  label: AxisLabel | null
  /** Values of variables and the photo, where the rows differ by them. */
  words: readonly string[]
  /** One for each column; null where nothing was asked for. */
  cells: (PlacedPane | null)[]
}
export type SweepLayout = { columns: AxisLabel[]; rows: SweepRow[] }

/**
 * The results of one sweep as rows and columns, in the order in which they were asked for: guidances beside each other,
 * seeds above each other; a sweep of seeds alone lies in one row. Undefined when the panes are no sweep, or when nobody
 * is to be told what was asked of which.
 */
export function arrangeSweep(panes: readonly PlacedPane[]): SweepLayout | undefined {
  const cells = panes.filter(({ edit, letter, veil }) => edit?.cell && !letter && !veil)
  const runs = new Set(cells.map(({ edit }) => edit?.runId))
  const strangers = panes.filter((pane) => pane.edit && !cells.includes(pane))
  if (cells.length < 2 || runs.size !== 1 || strangers.length > 0) return undefined
  const hasGuidance = cells.some(({ edit }) => edit?.cell?.guidance !== undefined)
  const columnOf = ({ edit }: PlacedPane) => (hasGuidance ? edit?.cell?.guidance : edit?.cell?.seed)
  const columns = [...new Set(cells.map(columnOf))]
  const rows = new Map<string, SweepRow>()
  for (const pane of cells) {
    const column = columns.indexOf(columnOf(pane))
    const row = findRow(rows, pane, column, hasGuidance)
    row.cells[column] = pane
  }
  const areSeveral = new Set(cells.map(({ edit }) => edit?.modelId)).size > 1
  return {
    columns: columns.map((value) => toLabel(hasGuidance ? 'Guidance' : 'Seed', value)),
    rows: [...rows.values()].map((row) => ({
      ...row,
      modelId: areSeveral ? row.modelId : null,
      cells: columns.map((_, index) => row.cells[index] ?? null),
    })),
  }
}

/** The row of the pane's model, photo, words and seed in which its column is still free: several results make several rows. */
function findRow(
  rows: Map<string, SweepRow>,
  pane: PlacedPane,
  column: number,
  hasGuidance: boolean,
): SweepRow {
  const { modelId, inputImageId, cell } = pane.edit!
  const { words = [] } = pane
  const seed = hasGuidance ? cell?.seed : undefined
  for (let result = 1; ; result++) {
    const key = [modelId, inputImageId, ...words, seed, result].join(' ')
    const row = rows.get(key)
    if (row?.cells[column]) continue
    if (row) return row
    const label = seed === undefined ? null : toLabel('Seed', seed)
    const ofSeveral = result > 1 ? toLabel('Result', result) : null
    const made = { key, modelId, label: label ?? ofSeveral, words, cells: [] }
    rows.set(key, made)
    return made
  }
}

const toLabel = (axis: AxisLabel['axis'], value: number | undefined): AxisLabel => ({
  axis,
  value: value === undefined ? 'none' : String(value),
})

/** The narrowest picture that can still be judged, in CSS px. */
const MIN_COLUMN_PX = 180

/** The width of each column in whole CSS px, so that all panes are alike: a pixel more would shift their pictures. */
export function columnWidthOf(columns: number, areaWidthPx: number, labelWidthPx: number): number {
  return Math.max(MIN_COLUMN_PX, Math.floor((areaWidthPx - labelWidthPx - columns) / columns))
}
