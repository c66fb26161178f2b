import { hash } from 'node:crypto'
import { type makeSheet, type RunTask, redactDocument, redactImage } from '@amparo/documents'
import type { Clock } from '@amparo/kernel'
import type { FileRefusal, MaskedContent, WrittenFile } from '../domain/message.ts'
import type { Redactor } from '../domain/redactor.ts'
import { NO_REVIEWS, type Reviews } from '../domain/review/in-force.ts'
import type { Party } from './decision.ts'

/**
 * Never throws: a file that cannot be made safe is withheld, with a reason that tells nothing of it.
 *
 * @param boxesFor what a person who looked at a picture has painted over; undefined: nobody has, so it is withheld
 */
export type RedactFile = (
  file: WrittenFile,
  masking: Redactor,
  boxesFor?: Reviews['boxesFor'],
) => Promise<MaskedContent>

/**
 * Files of whoever sent them: what one agency of this hub, or one other hub, sends does not keep those of others waiting.
 *
 * @param signal aborted when the answer is due: what has not been made by then is withheld from it
 */
export type RedactFileOf = (from: Party, signal?: AbortSignal) => RedactFile

/** A document written here, by a worker. */
export type MakeSheet = ReturnType<typeof makeSheet>

export const isPicture = (mediaType: string): boolean => mediaType === 'image/jpeg' || mediaType === 'image/png'

/** What is made anew is about as large as what it is made from. */
const MAX_BYTES = 600_000
/** What was refused for itself, whoever reads it: so long it is not tried again, for a hostile file takes its time. */
const REMEMBERED_MS = 10 * 60_000
const MAX_REMEMBERED = 2_000
const FOR_ITSELF: ReadonlySet<FileRefusal> = new Set(['document_damaged', 'document_encrypted', 'document_too_large'])

interface Redacting {
  readonly hub: string
  readonly now: Clock
}

/** Documents are taken apart in children of their own; this process sees words and where they stand. */
export function redactFiles(sandbox: RunTask, { hub, now }: Redacting): RedactFileOf {
  const refused = new Map<string, { readonly reason: FileRefusal; readonly until: number }>()
  return (from, signal) =>
    async ({ mediaType, base64 }, masking, boxesFor = NO_REVIEWS.boxesFor) => {
      const digest = hash('sha256', `${mediaType} ${base64}`)
      const known = refused.get(digest)
      if (known !== undefined && known.until > now().getTime()) return { withheld: known.reason }
      const given = { bytes: new Uint8Array(Buffer.from(base64, 'base64')), mediaType }
      const found = isPicture(mediaType) ? boxesFor(given.bytes) : undefined
      // Not why: a child is told no more than it needs.
      const boxes = found?.map(({ x, y, width, height }) => ({ x, y, width, height }))
      const run: RunTask = (name, input) => sandbox(name, input, { from: turnOf(from, hub), signal })
      const made = boxes ? await redactImage(run)(given, { boxes }) : await redactDocument(run)(given, masking)
      if (made.outcome === 'text') return { text: made.text }
      if (made.outcome === 'rebuilt')
        return made.bytes.byteLength > MAX_BYTES
          ? { withheld: 'document_too_large' }
          : { base64: Buffer.from(made.bytes).toString('base64') }
      if (FOR_ITSELF.has(made.reason) && !signal?.aborted) {
        if (refused.size >= MAX_REMEMBERED) refused.clear()
        refused.set(digest, { reason: made.reason, until: now().getTime() + REMEMBERED_MS })
      }
      return { withheld: made.reason }
    }
}

/** Another hub names its agencies itself, and as many as it likes. */
const turnOf = ({ hub, agencyId }: Party, own: string): string => (hub === own ? `${hub}/${agencyId}` : hub)
