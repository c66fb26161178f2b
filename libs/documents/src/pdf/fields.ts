import type { PageViewport, PDFPageProxy } from 'unpdf/pdfjs'
import { z } from 'zod'
import type { Run } from './lines.ts'

const field = z.object({
  subtype: z.literal('Widget'),
  fieldType: z.enum(['Tx', 'Ch']),
  hidden: z.boolean().optional(),
  rect: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  fieldValue: z.union([z.string(), z.array(z.string())]),
})

/** What is filled into a form is text of the page; every other annotation is left out and counted. */
export async function fieldsOf(page: PDFPageProxy, viewport: PageViewport): Promise<{ runs: Run[]; others: number }> {
  const annotations: unknown[] = await page.getAnnotations({ intent: 'display' })
  const fields = annotations.flatMap(annotation => {
    const { success, data } = field.safeParse(annotation)
    return success ? [data] : []
  })
  const runs = fields.flatMap(({ hidden, rect, fieldValue }) => {
    if (hidden) return []
    const [x1, y1] = viewport.convertToViewportPoint(rect[0], rect[1])
    const [x2, y2] = viewport.convertToViewportPoint(rect[2], rect[3])
    const [left, top, bottom] = [Math.min(x1, x2), Math.min(y1, y2), Math.max(y1, y2)]
    const rows = [fieldValue].flat().flatMap(value => value.split(/[\r\n]+/))
    const size = Math.min(10, Math.max(2, ((bottom - top) / rows.length) * 0.8))
    return rows.map((text, i) => {
      const y = viewport.height - top - size * (1.1 * i + 1)
      return { text, x: left + 2, y, size, angle: 0, width: (text.length * size) / 2, ends: true }
    })
  })
  return { runs, others: annotations.length - fields.length }
}
