import { z } from 'zod'
import { contentSchema } from '../content.ts'
import type { DocumentKind } from '../kind.ts'
import { REFUSALS } from '../refusal.ts'
import { fromBase64 } from './base64.ts'

export type RebuiltKind = Exclude<DocumentKind, 'text'>

const counts = z.record(z.string().regex(/^[a-z]{1,20}$/), z.int().min(0))
const size = z.int().min(1).max(100_000)

/** What a child answers to each task. It has read a hostile file: its answer is checked like one from outside. */
export const answers = {
  read: z.strictObject({ content: contentSchema, removed: counts }),
  write: z.strictObject({ bytes: fromBase64 }),
  reread: z.strictObject({
    shown: z.array(z.string()),
    placed: z.array(z.string()).optional(),
    raw: z.array(z.string()),
  }),
  repaint: z.strictObject({ bytes: fromBase64, width: size, height: size }),
  checkRepainted: z.strictObject({}),
  ping: z.strictObject({}),
}
export type Answers = { readonly [K in keyof typeof answers]: z.infer<(typeof answers)[K]> }
export type TaskName = keyof Answers

export const refusedAnswer = z.strictObject({ refused: z.enum(REFUSALS) })

export interface Turn {
  /** Whose document it is: nobody's keep those of others waiting. */
  readonly from: string
  /** Aborted when nobody waits for it any more: what has not begun by then is `document_too_large`. */
  readonly signal?: AbortSignal | undefined
}

/** Does one task apart from everything else. Throws DocumentRefused, and nothing else that tells of the document. */
export type RunTask = <N extends TaskName>(name: N, input: object, turn?: Turn) => Promise<Answers[N]>
