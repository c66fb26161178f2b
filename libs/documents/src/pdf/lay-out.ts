import type { Line, Page } from '../content.ts'
import { printable, widthOf } from './letters.ts'

/** A line of a page that is written here: one text over its whole width, or two side by side. */
export interface SheetBlock {
  readonly columns: readonly [string] | readonly [string, string]
  /** Points. */
  readonly size: number
  /** Points left free above it. */
  readonly above: number
  /** It is not the last on a page: what it is about follows. */
  readonly heads: boolean
}

/** A4, in points. */
const SHEET = { width: 595, height: 842 } as const
const MARGIN = 48
const GUTTER = 20
const WIDTH = SHEET.width - 2 * MARGIN
const LEADING = 1.35
const FOOT_SIZE = 7.5
const BOTTOM = MARGIN + 14
/** Lines that have to follow on the same page. */
const KEPT = 3

/** Blocks on as many pages as they take, with `foot` and the number of the page below each. The same blocks make the same pages. */
export function layOut(blocks: readonly SheetBlock[], foot: string): Page[] {
  const pages: Line[][] = [[]]
  let y: number = SHEET.height - MARGIN
  const turn = () => {
    pages.push([])
    y = SHEET.height - MARGIN
  }
  for (const { columns, size, above, heads } of blocks) {
    const width = columns.length === 1 ? WIDTH : (WIDTH - GUTTER) / 2
    const wrapped = columns.map(text => wrap(text, size, width))
    const height = size * LEADING
    const rows = Math.max(...wrapped.map(lines => lines.length))
    const isTop = pages.at(-1)?.length === 0
    if (!isTop) y -= above
    if (heads && y - height * (rows + KEPT) < BOTTOM && !isTop) turn()
    for (let row = 0; row < rows; row++) {
      if (y - height < BOTTOM) turn()
      y -= height
      const placed = wrapped.flatMap((lines, column): Line[] => {
        const text = lines[row]
        if (text === undefined || text === '') return []
        return [{ text, x: MARGIN + column * (width + GUTTER), y, size, room: width, angle: 0, beside: column > 0 }]
      })
      pages.at(-1)?.push(...placed)
    }
  }
  return pages.map((lines, i) => ({ ...SHEET, images: [], lines: [...lines, footLine(foot, i + 1, pages.length)] }))
}

const footLine = (foot: string, page: number, of: number): Line => ({
  ...{ text: printable(`${foot}   ${page}/${of}`), x: MARGIN, y: MARGIN / 2, size: FOOT_SIZE, room: WIDTH },
  ...{ angle: 0, beside: false },
})

/** As words fit; a word that is longer than a line is broken. What the font has not is seen as such. */
function wrap(text: string, size: number, width: number): string[] {
  return text.split('\n').flatMap(paragraph => {
    const lines = ['']
    for (const word of printable(paragraph)
      .split(' ')
      .filter(Boolean)
      .flatMap(word => pieces(word, size, width))) {
      const last = lines.at(-1) ?? ''
      const longer = last === '' ? word : `${last} ${word}`
      if (last === '' || widthOf(longer) * size <= width) lines[lines.length - 1] = longer
      else lines.push(word)
    }
    return lines
  })
}

function pieces(word: string, size: number, width: number): string[] {
  if (widthOf(word) * size <= width) return [word]
  const found = ['']
  for (const letter of word) {
    const longer = (found.at(-1) ?? '') + letter
    if (widthOf(longer) * size <= width) found[found.length - 1] = longer
    else found.push(letter)
  }
  return found
}
