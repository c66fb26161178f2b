import { z } from 'zod'
import type { Content } from '../content.ts'
import { contentSchema } from '../content-schema.ts'
import type { PixelBox } from '../image/blacken.ts'
import type { DocumentKind, ImageKind } from '../kind.ts'
import { REFUSALS } from '../refusal.ts'
import { fromBase64 } from './base64.ts'

export type RebuiltKind = Exclude<DocumentKind, 'text'>

interface Document {
  readonly kind: RebuiltKind
  /** As base64: between a child and whoever asks it there is JSON. */
  readonly bytes: string
}
interface Image {
  readonly kind: ImageKind
  readonly bytes: string
  readonly boxes: readonly PixelBox[]
}

/** What a child is given. It believes that: only what made it can write to it. */
export interface Inputs {
  readonly read: Document
  readonly write: Content
  readonly reread: Document
  readonly repaint: Image
  readonly checkRepainted: Image & { readonly width: number; readonly height: number }
  readonly ping: object
  readonly samples: object
}
export type TaskName = keyof Inputs

const asBytes = z.base64().transform(fromBase64)
const counts = z.record(z.string().regex(/^[a-z]{1,20}$/), z.int().min(0))
const size = z.int().min(1).max(100_000)

/** What a child answers to each task. It has read a hostile file: its answer is checked like one from outside. */
export const answers = {
  read: z.strictObject({ content: contentSchema, removed: counts }),
  write: z.strictObject({ bytes: asBytes }),
  reread: z.strictObject({
    shown: z.array(z.string()),
    placed: z.array(z.string()),
    raw: z.array(z.string()),
  }),
  repaint: z.strictObject({ bytes: asBytes, width: size, height: size }),
  checkRepainted: z.strictObject({}),
  ping: z.strictObject({}),
  samples: z.strictObject({}),
} satisfies { readonly [K in TaskName]: z.ZodType }
export type Answers = { readonly [K in TaskName]: z.infer<(typeof answers)[K]> }

export const refusedAnswer = z.strictObject({ refused: z.enum(REFUSALS) })

export interface Turn {
  /** Whose document it is: nobody's keep those of others waiting. */
  readonly from: string
  /** Aborted when nobody waits for it any more: what has not begun by then is `document_too_large`. */
  readonly signal?: AbortSignal | undefined
}

/** Does one task apart from everything else. Throws DocumentRefused, and nothing else that tells of the document. */
export type RunTask = <N extends TaskName>(name: N, input: Inputs[N], turn?: Turn) => Promise<Answers[N]>
