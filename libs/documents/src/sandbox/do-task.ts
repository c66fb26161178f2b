import type { Content } from '../content.ts'
import { DocumentRefused, isTooMuch } from '../refusal.ts'
import { fromBase64, toBase64 } from './base64.ts'
import type { Inputs, TaskName } from './task.ts'

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

const tasks: { readonly [K in TaskName]: (input: Inputs[K]) => Promise<unknown> } = {
  read: async ({ kind, bytes }) => (await readers[kind]())(fromBase64(bytes)),
  write: async content => ({ bytes: toBase64(await write(content)) }),
  reread: async ({ kind, bytes }) => (await rereaders[kind]())(fromBase64(bytes)),
  repaint: async ({ kind, bytes, boxes }) => {
    const made = (await painter()).repaint(kind, fromBase64(bytes), boxes)
    return { ...made, bytes: toBase64(made.bytes) }
  },
  checkRepainted: async ({ kind, boxes, bytes, ...size }) => {
    const { checkRepainted } = await painter()
    checkRepainted(kind, { ...size, bytes: fromBase64(bytes) }, boxes)
    return {}
  },
  ping: async () => ({}),
  samples: async () => {
    await (await import('./samples.ts')).doSamples(doTask)
    return {}
  },
}

async function write(content: Content): Promise<Uint8Array> {
  if (content.kind === 'docx') return (await import('../docx/write.ts')).writeDocx(content.blocks)
  return (await import('../pdf/write.ts')).writePdf(content.pages)
}

/** One task, inside the child. Whatever goes wrong while a file is taken apart is a damaged file; it never throws. */
export async function doTask<N extends TaskName>(name: N, input: Inputs[N]): Promise<unknown> {
  try {
    return await tasks[name](input)
  } catch (error) {
    if (error instanceof DocumentRefused) return { refused: error.reason }
    if (isTooMuch(error)) return { refused: 'document_too_large' }
    return { refused: name === 'read' || name === 'repaint' ? 'document_damaged' : 'document_unprovable' }
  }
}
