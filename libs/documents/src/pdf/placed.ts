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
 * What a person reads on a page, row by row: a file may draw the letters of a name in any order, with others in between, and they stand beside each
 * other all the same.
 */
export function asRead(runs: readonly Run[], sheet: Sheet): string[] {
  const turned = Map.groupBy(runs, ({ angle }) => Math.round(angle / ABOUT_ONE_DIRECTION))
  const rows = [...turned.values()].flatMap(rowsOf)
  return rows.flatMap(row => linesOf(row, sheet).map(({ text }) => text))
}
const ABOUT_ONE_DIRECTION = 0.05

/** From above, each from its beginning on. */
function rowsOf(runs: readonly Run[]): Run[][] {
  const rows: [Run, ...Run[]][] = []
  for (const run of runs.toSorted((a, b) => across(b) - across(a))) {
    const row = rows.at(-1)
    if (row !== undefined && across(row[0]) - across(run) < IN_ONE_ROW * run.size) row.push(run)
    else rows.push([run])
  }
  return rows.map(row => {
    const inOrder = byPlace(row)
    return (hasOverlap(inOrder) ? byPlace(inOrder.flatMap(lettersOf)) : inOrder).map(run => ({ ...run, ends: false }))
  })
}

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
const IN_ONE_ROW = 0.4
