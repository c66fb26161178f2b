import { DocumentRefused } from '../refusal.ts'
import { across, along, type Run } from './lines.ts'

/** In parts of the letters' height: narrower than the narrowest letter. */
const NEAR = 0.15
const CELLS = [-1, 0, 1] as const

/**
 * Runs without those that are drawn a second time in their own place, as programs make a line bold or give it a shadow: a person reads one. Throws
 * DocumentRefused where letter by letter is drawn twice: what a reader makes of "YYaanneetthh" nobody finds, and a person reads the name.
 */
export function asSeen(runs: readonly Run[]): Run[] {
  const seen = withoutDoubles(runs)
  let over = 0
  for (const [i, run] of seen.entries()) {
    over = isOver(seen[i - 1], run) ? over + 1 : 0
    if (over >= IN_A_ROW) throw new DocumentRefused('document_unprovable')
  }
  return seen
}
/** Fewer are an accent that is drawn by itself, or two words that a scanner took for wider than they are. */
const IN_A_ROW = 3

function withoutDoubles(runs: readonly Run[]): Run[] {
  const drawn = new Map<string, Run[]>()
  return runs.filter(run => {
    const text = run.text.trim()
    const width = NEAR * run.size
    const [column, row] = [Math.floor(run.x / width), Math.floor(run.y / width)]
    const cell = (dx: number, dy: number): string => `${column + dx} ${row + dy} ${run.size} ${text}`
    const near = CELLS.flatMap(dx => CELLS.flatMap(dy => drawn.get(cell(dx, dy)) ?? []))
    if (near.some(({ x, y }) => Math.hypot(x - run.x, y - run.y) <= width)) return false
    drawn.set(cell(0, 0), [...(drawn.get(cell(0, 0)) ?? []), run])
    return true
  })
}

/** Whether a run begins over the last letter of the one before. */
function isOver(before: Run | undefined, run: Run): boolean {
  if (before === undefined || !/[\p{L}\p{N}]\s*$/u.test(before.text) || !/^\s*[\p{L}\p{N}]/u.test(run.text))
    return false
  const sameLine = Math.abs(before.angle - run.angle) < 0.02 && Math.abs(across(before) - across(run)) < run.size / 2
  const back = (along(before) + before.width - along(run)) / run.size
  return sameLine && back > OVER && along(run) > along(before) - NEAR * run.size
}
const OVER = 0.25
