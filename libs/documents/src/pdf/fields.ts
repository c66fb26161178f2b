import type { PageViewport, PDFPageProxy } from 'unpdf/pdfjs'
import type { Run } from './lines.ts'
import { numbersIn } from './matrix.ts'

interface Field {
  readonly isHidden: boolean
  /** Two corners. */
  readonly corners: readonly number[]
  readonly rows: readonly string[]
}

/** What is filled into a form is text of the page; every other annotation is left out and counted. */
export async function fieldsOf(page: PDFPageProxy, viewport: PageViewport): Promise<{ runs: Run[]; others: number }> {
  const annotations: unknown[] = await page.getAnnotations({ intent: 'display' })
  const fields = annotations.map(fieldIn).filter(field => field !== undefined)
  const runs = fields.flatMap(({ isHidden, corners: [ax = 0, ay = 0, bx = 0, by = 0], rows }) => {
    if (isHidden) return []
    const [x1, y1] = viewport.convertToViewportPoint(ax, ay)
    const [x2, y2] = viewport.convertToViewportPoint(bx, by)
    const [left, top, bottom] = [Math.min(x1, x2), Math.min(y1, y2), Math.max(y1, y2)]
    const size = Math.min(10, Math.max(2, ((bottom - top) / rows.length) * 0.8))
    return rows.map((text, i) => {
      const y = viewport.height - top - size * (1.1 * i + 1)
      return { text, x: left + 2, y, size, angle: 0, width: (text.length * size) / 2, ends: true }
    })
  })
  return { runs, others: annotations.length - fields.length }
}

/** A field with text in it, if what a hostile file's reader gives is one. */
function fieldIn(annotation: unknown): Field | undefined {
  if (typeof annotation !== 'object' || annotation === null) return undefined
  const { subtype, fieldType, hidden, rect, fieldValue }: Readonly<Record<string, unknown>> = { ...annotation }
  const corners = numbersIn(rect, 4)
  const values = [fieldValue].flat()
  const isText = subtype === 'Widget' && (fieldType === 'Tx' || fieldType === 'Ch')
  if (!isText || corners === undefined || !values.every(value => typeof value === 'string')) return undefined
  return { isHidden: hidden === true, corners, rows: values.flatMap(value => value.split(/[\r\n]+/)) }
}
