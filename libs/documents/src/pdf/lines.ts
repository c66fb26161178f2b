import type { Line } from '../content.ts'
import { legible } from '../text.ts'

/** A run of letters as the file draws it, on the upright page, from its lower left corner. */
export interface Run {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size: number
  readonly angle: number
  readonly width: number
  /** The file says that a line ends here. */
  readonly ends: boolean
}

export interface Sheet {
  readonly width: number
  readonly height: number
}

/** In parts of the letters' height: less is one word, more is another column. */
const WORD_GAP = 0.12
const COLUMN_GAP = 1.5

interface Growing {
  text: string
  readonly first: Run
  /** Where the next run is expected, along the line. */
  end: number
  readonly beside: boolean
}

/**
 * Runs put together to what a person reads as one piece: a file may draw every letter by itself. What stands far to the right on
 * the same line is a piece of its own, so that columns stay columns.
 */
export function linesOf(runs: readonly Run[], sheet: Sheet): Line[] {
  const pieces: Growing[] = []
  let ended = true
  for (const run of runs) {
    // What stands between two words is a place, not a letter: it is seen by where the second begins.
    if (run.text.trim() === '') {
      ended ||= run.ends
      continue
    }
    const last = pieces.at(-1)
    const gap = last === undefined || ended ? undefined : gapAfter(last, run)
    if (last === undefined || gap === undefined || gap > COLUMN_GAP) {
      pieces.push({ text: run.text, first: run, end: along(run) + run.width, beside: gap !== undefined })
    } else {
      const apart = gap > WORD_GAP && !last.text.endsWith(' ') && !run.text.startsWith(' ')
      last.text += (apart ? ' ' : '') + run.text
      last.end = along(run) + run.width
    }
    ended = run.ends
  }
  const shown = pieces.map(piece => ({ ...piece, text: legible(piece.text).trim() })).filter(({ text }) => text !== '')
  return shown.map((piece, i) => {
    const { x, y, size, angle } = piece.first
    const next = shown[i + 1]
    const edge = roomTo(sheet, piece.first)
    const until = next?.beside ? along(next.first) - along(piece.first) - size / 4 : edge
    const room = until > 0 ? until : edge
    return { text: piece.text, x, y, size, angle, room: Math.max(1, room), beside: piece.beside }
  })
}

/** How far along its own direction a run begins, and how far beside that line it lies. */
export const along = ({ x, y, angle }: Pick<Run, 'x' | 'y' | 'angle'>): number =>
  x * Math.cos(angle) + y * Math.sin(angle)
export const across = ({ x, y, angle }: Pick<Run, 'x' | 'y' | 'angle'>): number =>
  y * Math.cos(angle) - x * Math.sin(angle)

/** In parts of the letters' height. Undefined: another line. */
function gapAfter({ first, end }: Growing, run: Run): number | undefined {
  const gap = (along(run) - end) / run.size
  const sameLine = Math.abs(run.angle - first.angle) < 0.02 && Math.abs(across(run) - across(first)) < 0.4 * run.size
  return sameLine && gap > -0.5 ? gap : undefined
}

/** To the edge of the page, in the direction in which it is written. */
function roomTo({ width, height }: Sheet, { x, y, angle }: Run): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const sideways = Math.abs(cos) < 0.01 ? Number.POSITIVE_INFINITY : (cos > 0 ? width - x : x) / Math.abs(cos)
  const upwards = Math.abs(sin) < 0.01 ? Number.POSITIVE_INFINITY : (sin > 0 ? height - y : y) / Math.abs(sin)
  return Math.min(sideways, upwards) - 4
}
