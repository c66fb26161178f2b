/** A column of figures: from the value as it is to ever coarser ones. The last of a ladder may be '*', which tells nothing. */
export interface Column {
  readonly name: string
  /** From finest to coarsest; each takes the value as it was first. */
  readonly steps: readonly { readonly called: string; readonly of: (value: string) => string }[]
}

export type Row = Readonly<Record<string, string>>

export interface Cell {
  readonly values: Row
  readonly count: number
}

export interface Anonymous {
  /** Each of at least k rows. */
  readonly cells: readonly Cell[]
  /** The smallest of them. */
  readonly kReached: number
  readonly released: number
  readonly suppressed: number
  /** By column: the step at which it is told. */
  readonly told: Readonly<Record<string, string>>
}

/** Past this share of rows that would be left out, columns are told more coarsely instead. */
const SUPPRESSED_AT_MOST = 0.1

/**
 * Full-domain generalisation with suppression (Samarati, Sweeney): as long as too many rows stand in groups of fewer than k, the column
 * whose next step leaves the fewest there is told more coarsely; what still stands alone is left out. Undefined where that does not
 * come to k: then nothing is to be released. Every column counts as one by which somebody can be found.
 */
export function anonymised(rows: readonly Row[], columns: readonly Column[], k: number): Anonymous | undefined {
  let levels: readonly number[] = columns.map(() => 0)
  for (;;) {
    const alone = aloneAt(rows, columns, levels, k)
    if (alone <= rows.length * SUPPRESSED_AT_MOST) break
    const next = bestStep(rows, columns, levels, k)
    if (next === undefined) break
    levels = next
  }
  const cells = groupsAt(rows, columns, levels).filter(({ count }) => count >= k)
  const released = cells.reduce((sum, { count }) => sum + count, 0)
  const isEnough = cells.length > 0 && rows.length - released <= rows.length * SUPPRESSED_AT_MOST
  if (!isEnough) return undefined
  return {
    cells,
    kReached: Math.min(...cells.map(({ count }) => count)),
    released,
    suppressed: rows.length - released,
    told: Object.fromEntries(columns.map(({ name, steps }, n) => [name, steps[levels[n] ?? 0]?.called ?? '*'])),
  }
}

/** One column, one step coarser. Undefined: all are as coarse as they get. */
function bestStep(rows: readonly Row[], columns: readonly Column[], levels: readonly number[], k: number) {
  const steps = columns.flatMap((column, n) => {
    const level = levels[n] ?? 0
    if (level + 1 >= column.steps.length) return []
    const next = levels.with(n, level + 1)
    const kinds = new Set(rows.map(row => column.steps[level]?.of(row[column.name] ?? ''))).size
    return [{ next, kinds, alone: aloneAt(rows, columns, next, k) }]
  })
  // Of equals the column of the most values (Datafly), then the first: the same rows are always told alike.
  return steps.toSorted((one, other) => one.alone - other.alone || other.kinds - one.kinds)[0]?.next
}

const aloneAt = (rows: readonly Row[], columns: readonly Column[], levels: readonly number[], k: number): number =>
  groupsAt(rows, columns, levels)
    .filter(({ count }) => count < k)
    .reduce((sum, { count }) => sum + count, 0)

/** Ordered by their values. */
function groupsAt(rows: readonly Row[], columns: readonly Column[], levels: readonly number[]): Cell[] {
  const groups = new Map<string, { values: Row; count: number }>()
  for (const row of rows) {
    const values = Object.fromEntries(
      columns.map(({ name, steps }, n) => [name, steps[levels[n] ?? 0]?.of(row[name] ?? '') ?? '*']),
    )
    const key = JSON.stringify(Object.values(values))
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { values, count: 1 })
    else group.count++
  }
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group)
}
