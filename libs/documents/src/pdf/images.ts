import { OPS, type PageViewport } from 'unpdf/pdfjs'
import type { Box } from '../content.ts'
import { LIMITS } from '../limits.ts'
import type { Sheet } from './lines.ts'
import { type Matrix, numbersIn, times } from './matrix.ts'

const PAINTS: ReadonlySet<number> = new Set([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
  OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObjectRepeat,
  OPS.paintInlineImageXObjectGroup,
  OPS.paintImageMaskXObjectGroup,
])
/** Points: smaller ones are dots and lines. */
const LEAST = 8

const asMatrix = (value: unknown): readonly number[] => numbersIn(value, 6) ?? []

/** What a page draws, in its order. */
export interface Drawn {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly unknown[]
}

/** Where pictures stand on the upright page. They are never decoded here: nothing of them is taken over. */
export function imagesOf({ fnArray, argsArray }: Drawn, viewport: PageViewport): Box[] {
  const boxes: Box[] = []
  const saved: Matrix[] = []
  let now: Matrix = times(viewport.transform, [])
  for (const [i, operator] of fnArray.entries()) {
    const args: unknown[] = Array.isArray(argsArray[i]) ? argsArray[i] : []
    if (operator === OPS.save) saved.push(now)
    else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) now = saved.pop() ?? now
    else if (operator === OPS.transform) now = times(now, asMatrix(args))
    else if (operator === OPS.paintFormXObjectBegin) {
      saved.push(now)
      now = times(now, asMatrix(args[0]))
    } else if (PAINTS.has(operator) && boxes.length < LIMITS.imagesOfPage) {
      const box = boxOf(now, viewport)
      if (box !== undefined) boxes.push(box)
    }
  }
  return boxes
}

/** A picture is painted on the unit square. */
function boxOf([a, b, c, d, e, f]: Matrix, { width, height }: Sheet): Box | undefined {
  const xs = [e, e + a, e + c, e + a + c].map(x => Math.min(width, Math.max(0, x)))
  const ys = [f, f + b, f + d, f + b + d].map(y => Math.min(height, Math.max(0, y)))
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  if (right - left < LEAST || bottom - top < LEAST) return undefined
  return { x: left, y: height - bottom, width: right - left, height: bottom - top }
}
