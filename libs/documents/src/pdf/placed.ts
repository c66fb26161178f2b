import type { Line } from '../content.ts'
import { across, along, linesOf, type Run, type Sheet } from './lines.ts'
import { times } from './matrix.ts'

export interface TextItem {
  readonly str: string
  readonly transform: readonly number[]
  readonly width: number
  readonly hasEOL: boolean
}

/** A piece of a page as PDF.js reads it, on the upright page. */
export function runOf({ str, transform, width, hasEOL }: TextItem, view: readonly number[], { height }: Sheet): Run {
  const [a, b, c, d, e, f] = times(view, transform)
  // The view has its origin above; what is written has it below.
  const angle = Math.atan2(-b, a)
  const size = Math.min(500, Math.max(1, Math.hypot(c, d)))
  return { text: str, x: e, y: height - f, size, angle, width, ends: hasEOL }
}

/**
 * What a person reads on a page, row by row and column by column: a file may draw the letters of a name in any order, with others in between, a little
 * turned or higher, and they stand beside or below each other all the same.
 */
export function asRead(runs: readonly Run[], sheet: Sheet): string[] {
  return TOLERANCES.flatMap(tolerance => {
    const turned = [...Map.groupBy(runs, ({ angle }) => Math.round(angle / tolerance.angle)).values()].map(level)
    const rows = turned.map(group => rowsOf(group, tolerance.row).map(row => linesOf(row, sheet)))
    const columns = rows.flatMap(columnsIn)
    const read = [...rows.flat(), ...columns, ...columns.map(column => column.toReversed())]
    return read.flatMap(lines => lines.map(({ text }) => text))
  })
}
/** Radians, and parts of the letters' height. */
const TOLERANCES = [
  { angle: 0.05, row: 0.4 },
  { angle: 0.5, row: 0.8 },
] as const

/** All as the first is turned. */
const level = (runs: readonly Run[]): Run[] => runs.map(run => ({ ...run, angle: runs[0]?.angle ?? 0 }))

/** From above, each from its beginning on. */
function rowsOf(runs: readonly Run[], tolerance: number): Run[][] {
  const rows: [Run, ...Run[]][] = []
  for (const run of runs.toSorted((a, b) => across(b) - across(a))) {
    const row = rows.at(-1)
    if (row !== undefined && across(row[0]) - across(run) < tolerance * run.size) row.push(run)
    else rows.push([run])
  }
  return rows.map(row => {
    const inOrder = byPlace(row)
    return (hasOverlap(inOrder) ? byPlace(inOrder.flatMap(lettersOf)) : inOrder).map(run => ({ ...run, ends: false }))
  })
}

/** Each piece goes on with one of the next row that it stands over, or of a later one. */
function columnsIn(rows: readonly Line[][]): Line[][] {
  const columns: [Line, ...Line[]][] = []
  for (const row of rows) {
    const above = new Map(columns.map(column => [column, column.at(-1) ?? column[0]]))
    for (const line of row) {
      const [column] = [...above].findLast(([, last]) => isOver(last, line)) ?? []
      if (column === undefined) columns.push([line])
      else {
        column.push(line)
        above.delete(column)
      }
    }
  }
  return columns
}

const isOver = (one: Line, other: Line): boolean =>
  along(one) < along(other) + widthOf(other) && along(other) < along(one) + widthOf(one)
/** About. */
const widthOf = ({ text, size }: Line): number => (text.length * size) / 2

const byPlace = (row: readonly Run[]): Run[] => row.toSorted((a, b) => along(a) - along(b))

const hasOverlap = (row: readonly Run[]): boolean =>
  row.some((run, i) => {
    const before = row[i - 1]
    return before !== undefined && along(before) + before.width - along(run) > OVERLAP * run.size
  })

/** Every second letter may be drawn first. Where exactly each stands is not known: as if all were of one width. */
function lettersOf(run: Run): Run[] {
  const letters = [...run.text]
  const width = run.width / letters.length
  const [cos, sin] = [Math.cos(run.angle), Math.sin(run.angle)]
  return letters.map((text, i) => ({ ...run, text, width, x: run.x + i * width * cos, y: run.y + i * width * sin }))
}

/** In parts of the letters' height. */
const OVERLAP = 0.2
