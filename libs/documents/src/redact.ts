import { type Content, piecesOf, withTexts } from './content.ts'
import { contentSchema } from './content-schema.ts'
import { isImage, kindOf } from './kind.ts'
import { LIMITS } from './limits.ts'
import { type Masking, maskPieces } from './mask.ts'
import { printable } from './pdf/letters.ts'
import { plainText } from './plain-text.ts'
import { DocumentRefused, orRefused, type Refused } from './refusal.ts'
import { toBase64 } from './sandbox/base64.ts'
import type { RebuiltKind, RunTask } from './sandbox/task.ts'
import { structureOf } from './structure.ts'
import { isLeaking, verify } from './verify.ts'

export interface GivenDocument {
  readonly bytes: Uint8Array
  /** As whoever sent it says. */
  readonly mediaType: string
}

/** What was done, without a word of what stood there. */
export interface RedactionReport {
  /** How many of each type were masked. */
  readonly masked: Readonly<Record<string, number>>
  /** What was left out: pictures, comments, attachments and the like. */
  readonly removed: Readonly<Record<string, number>>
}

export type RedactedDocument =
  | { readonly outcome: 'text'; readonly text: string; readonly report: RedactionReport }
  | { readonly outcome: 'rebuilt'; readonly bytes: Uint8Array; readonly report: RedactionReport }
  | Refused

/**
 * A document made anew with its masked words alone: read in a sandbox, masked here, written and read again in sandboxes of their
 * own, and held against what was to be written. The given bytes are never changed, and never part of what comes out. What cannot be
 * shown to be clean is refused, with a reason that tells nothing of it.
 */
export const redactDocument =
  (run: RunTask) =>
  ({ bytes, mediaType }: GivenDocument, masking: Masking): Promise<RedactedDocument> =>
    orRefused(async () => {
      if (bytes.byteLength > LIMITS.bytes) throw new DocumentRefused('document_too_large')
      const kind = kindOf(bytes, mediaType)
      if (isImage(kind)) throw new DocumentRefused('needs_review')
      return kind === 'text' ? maskText(bytes, masking) : await rebuild(run, kind, bytes, masking)
    })

function maskText(bytes: Uint8Array, masking: Masking): RedactedDocument {
  const pieces = [{ before: '\n', text: plainText(bytes) }] as const
  const { texts, counts } = maskPieces(pieces, masking)
  const text = texts.join('')
  if (isLeaking(masking, text)) throw new DocumentRefused('document_unprovable')
  return { outcome: 'text', text, report: { masked: counts, removed: {} } }
}

async function rebuild(
  run: RunTask,
  kind: RebuiltKind,
  bytes: Uint8Array,
  masking: Masking,
): Promise<RedactedDocument> {
  const { content, removed } = await run('read', { kind, bytes: toBase64(bytes) })
  if (content.kind !== kind) throw new DocumentRefused('document_unprovable')
  const masked = mask(content, masking)
  const made = await run('write', masked.content)
  const again = await run('reread', { kind, bytes: toBase64(made.bytes) })
  const { leaks } = masking
  verify(again, { content: masked.content, removed: masked.removed, leaks, structure: structureOf(kind) })
  return { outcome: 'rebuilt', bytes: made.bytes, report: { masked: masked.counts, removed } }
}

function mask(content: Content, masking: Masking) {
  const pieces = piecesOf(content)
  const length = pieces.reduce((sum, { text }) => sum + text.length + 1, 0)
  if (pieces.length > LIMITS.pieces || length > LIMITS.characters) throw new DocumentRefused('document_too_large')
  const { texts, removed, counts } = maskPieces(pieces, masking)
  const written = content.kind === 'pdf' ? texts.map(printable) : texts
  const parsed = contentSchema.safeParse(withTexts(content, written))
  // What masks is longer than what it masks.
  if (!parsed.success) throw new DocumentRefused('document_too_large')
  return { content: parsed.data, removed, counts }
}
