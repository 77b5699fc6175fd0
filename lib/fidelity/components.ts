import type { Box } from '@/lib/images/raster'

/** Connected pixels (8 neighbours). `sum` adds the values of a weight map over them. */
export type Component = Box & { areaPx: number; sum: number; strongPx: number }

/** Horizontal runs of set pixels, row by row, each with the number of its component. */
export type Components = {
  list: Component[]
  /** Triples: row, first column, column after the last. */
  runs: Int32Array
  /** Component of each run. */
  owner: Int32Array
}

function findRoot(parents: Int32Array, index: number): number {
  let at = index
  while (parents[at] !== at) at = parents[at] = parents[parents[at]!]!
  return at
}

function readRuns(mask: Uint8Array, width: number, height: number): Int32Array {
  let runs = new Int32Array(3 * 1024)
  let count = 0
  for (let y = 0; y < height; y++) {
    const row = y * width
    for (let x = 0; x < width; x++) {
      if (mask[row + x] === 0) continue
      const start = x
      while (x < width && mask[row + x] !== 0) x++
      if (count + 3 > runs.length) {
        const larger = new Int32Array(runs.length * 2)
        larger.set(runs)
        runs = larger
      }
      runs[count++] = y
      runs[count++] = start
      runs[count++] = x
    }
  }
  return runs.slice(0, count)
}

/** Joins runs that touch one another in neighbouring rows, also by a corner. */
function joinRuns(runs: Int32Array): Int32Array {
  const count = runs.length / 3
  const parents = Int32Array.from({ length: count }, (_, i) => i)
  let above = 0
  for (let i = 0; i < count; i++) {
    const y = runs[3 * i]!
    while (above < i && runs[3 * above]! < y - 1) above++
    for (let j = above; j < i && runs[3 * j]! === y - 1; j++) {
      if (runs[3 * j + 2]! < runs[3 * i + 1]!) {
        above = j
        continue
      }
      if (runs[3 * j + 1]! > runs[3 * i + 2]!) break
      parents[findRoot(parents, i)] = findRoot(parents, j)
    }
  }
  return parents
}

/**
 * The connected areas of a mask, with their boxes.
 * @param weights added up over each area; without them `sum` and `strongPx` stay 0
 * @param strongFrom weights from here on count as strong
 */
export function findComponents(
  mask: Uint8Array,
  { width, height }: { width: number; height: number },
  weights?: Uint8Array,
  strongFrom = 256,
): Components {
  const runs = readRuns(mask, width, height)
  const parents = joinRuns(runs)
  const owner = new Int32Array(parents.length)
  const numbers = new Map<number, number>()
  const list: Component[] = []
  for (let i = 0; i < owner.length; i++) {
    const root = findRoot(parents, i)
    const [y, from, to] = [runs[3 * i]!, runs[3 * i + 1]!, runs[3 * i + 2]!]
    let number = numbers.get(root)
    if (number === undefined) {
      number = list.push({ x: from, y, width: 0, height: 0, areaPx: 0, sum: 0, strongPx: 0 }) - 1
      numbers.set(root, number)
    }
    owner[i] = number
    const part = list[number]!
    const right = Math.max(part.x + part.width, to)
    part.x = Math.min(part.x, from)
    part.width = right - part.x
    part.height = y - part.y + 1
    part.areaPx += to - from
    if (!weights) continue
    for (let x = y * width + from; x < y * width + to; x++) {
      const weight = weights[x]!
      part.sum += weight
      if (weight >= strongFrom) part.strongPx++
    }
  }
  return { list, runs, owner }
}

/** Sets all pixels of the components that pass the test. */
export function paintComponents(
  mask: Uint8Array,
  width: number,
  { list, runs, owner }: Components,
  value: number,
  isChosen: (component: Component) => boolean,
): void {
  const chosen = list.map(isChosen)
  for (let i = 0; i < owner.length; i++)
    if (chosen[owner[i]!]) {
      const row = runs[3 * i]! * width
      mask.fill(value, row + runs[3 * i + 1]!, row + runs[3 * i + 2]!)
    }
}
