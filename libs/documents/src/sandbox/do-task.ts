import { z } from 'zod'
import { type Content, contentSchema } from '../content.ts'
import { DocumentRefused } from '../refusal.ts'
import { fromBase64, toBase64 } from './base64.ts'
import type { TaskName } from './task.ts'

const document = z.strictObject({ kind: z.enum(['docx', 'pdf']), bytes: fromBase64 })
const pixels = z.int().min(0).max(1_000_000)
const boxes = z.array(z.strictObject({ x: pixels, y: pixels, width: pixels, height: pixels })).max(1_000)
const image = z.strictObject({ kind: z.enum(['jpeg', 'png']), bytes: fromBase64, boxes })
const repainted = image.extend({ width: pixels, height: pixels })

/** Each loads what it needs and no more: a child lives for one task. */
const readers = {
  docx: async () => (await import('../docx/read.ts')).readDocx,
  pdf: async () => (await import('../pdf/read.ts')).readPdf,
}
const rereaders = {
  docx: async () => (await import('../docx/reread.ts')).rereadDocx,
  pdf: async () => (await import('../pdf/reread.ts')).rereadPdf,
}
const painter = () => import('../image/blacken.ts')

const tasks: { readonly [K in TaskName]: (input: unknown) => Promise<unknown> } = {
  read: async input => {
    const { kind, bytes } = document.parse(input)
    return (await readers[kind]())(bytes)
  },
  write: async input => ({ bytes: toBase64(await write(contentSchema.parse(input))) }),
  reread: async input => {
    const { kind, bytes } = document.parse(input)
    return (await rereaders[kind]())(bytes)
  },
  repaint: async input => {
    const { kind, bytes, boxes } = image.parse(input)
    const made = (await painter()).repaint(kind, bytes, boxes)
    return { ...made, bytes: toBase64(made.bytes) }
  },
  checkRepainted: async input => {
    const { kind, boxes, ...made } = repainted.parse(input)
    const { checkRepainted } = await painter()
    checkRepainted(kind, made, boxes)
    return {}
  },
  ping: async () => ({}),
}

async function write(content: Content): Promise<Uint8Array> {
  if (content.kind === 'docx') return (await import('../docx/write.ts')).writeDocx(content.blocks)
  return (await import('../pdf/write.ts')).writePdf(content.pages)
}

/** One task, inside the child. Whatever goes wrong while a file is taken apart is a damaged file; it never throws. */
export async function doTask(name: string, input: unknown): Promise<unknown> {
  try {
    const task = Object.entries(tasks).find(([known]) => known === name)?.[1]
    return await task?.(input)
  } catch (error) {
    if (error instanceof DocumentRefused) return { refused: error.reason }
    if (isTooMuch(error)) return { refused: 'document_too_large' }
    return { refused: name === 'read' || name === 'repaint' ? 'document_damaged' : 'document_unprovable' }
  }
}

/** No memory, or no stack. Reading past the end of a buffer is a RangeError as well, and has a code. */
const isTooMuch = (error: unknown): boolean =>
  error instanceof RangeError && (!('code' in error) || error.code === 'ERR_BUFFER_TOO_LARGE')
