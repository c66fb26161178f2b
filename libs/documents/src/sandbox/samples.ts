import type { Content } from '../content.ts'
import { encode } from '../image/pixels.ts'
import { toBase64 } from './base64.ts'
import type { Inputs, TaskName } from './task.ts'

type Do = <N extends TaskName>(name: N, input: Inputs[N]) => Promise<unknown>

const text = 'Abc 1'
const line = { text, x: 50, y: 700, size: 12, room: 400, angle: 0, beside: false }
const box = { x: 50, y: 100, width: 10, height: 10 }
const DOCUMENTS: readonly Content[] = [
  { kind: 'pdf', pages: [{ width: 595, height: 842, lines: [line], images: [box] }] },
  {
    kind: 'docx',
    blocks: [
      { kind: 'heading', level: 1, text },
      { kind: 'paragraph', text },
      { kind: 'table', rows: [[text]] },
      { kind: 'image' },
    ],
  },
]
const WHITE = { width: 8, height: 8, data: Buffer.alloc(8 * 8 * 4, 255) }
const BOXES = [{ x: 0, y: 0, width: 8, height: 4 }]

/** Each task once, on documents and pictures that hold nothing. */
export async function doSamples(task: Do): Promise<void> {
  for (const content of DOCUMENTS) {
    const { kind } = content
    const { bytes } = (await task('write', content)) as { bytes: string }
    await task('read', { kind, bytes })
    await task('reread', { kind, bytes })
  }
  for (const kind of ['png', 'jpeg'] as const) {
    const made = await task('repaint', { kind, bytes: toBase64(encode(kind, WHITE)), boxes: BOXES })
    await task('checkRepainted', { kind, boxes: BOXES, ...(made as { bytes: string; width: number; height: number }) })
  }
}
