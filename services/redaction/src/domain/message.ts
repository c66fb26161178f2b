import type { Engine, Identity } from '@amparo/text'
import { fileNameWords } from './known-identity.ts'
import { maskedFileName } from './narrative.ts'
import { type Reading, type Redact, redactorFor } from './redactor.ts'

/** As one agency wrote it to the other. */
export interface WrittenText {
  readonly lang: string
  readonly text: string
  readonly attachments: readonly WrittenFile[]
}

export interface WrittenFile {
  readonly name: string
  readonly mediaType: string
  readonly base64: string
}

/** As the other agency may see it. */
export interface MaskedText {
  readonly lang: string
  readonly text: string
  readonly attachments: readonly MaskedFile[]
}

export type MaskedFile = { readonly name: string; readonly mediaType: string } & (
  | { readonly text: string }
  /** Nothing here can look into it yet. */
  | { readonly withheld: 'not_yet_redactable' }
)

/** What lies in the vault of a message: as it was written here, or as another hub released it. */
export type KeptText =
  | { readonly kind: 'written'; readonly user: string; readonly written: WrittenText }
  | { readonly kind: 'received'; readonly masked: MaskedText }

/**
 * Text, plain texts among the attachments, and every name of a file, masked. Undefined when any of it could not be made safe:
 * there is no half-masked message, and never the original.
 */
export function maskMessage(
  { lang, text, attachments }: WrittenText,
  known: Identity,
  engine: Engine,
  reading: Reading,
): MaskedText | undefined {
  // File names hold surnames; they are looked for in the texts too.
  const all = { ...known, relatives: [...(known.relatives ?? []), ...fileNameWords(attachments, engine)] }
  const masked = redactorFor(engine, all, lang, reading)
  try {
    return { lang, text: masked(text), attachments: attachments.map(file => maskFile(file, masked)) }
  } catch {
    // The cause is dropped: it could quote the text.
    return undefined
  }
}

function maskFile({ name, mediaType, base64 }: WrittenFile, masked: Redact): MaskedFile {
  const shown = { name: maskedFileName(name, masked), mediaType }
  if (mediaType !== 'text/plain') return { ...shown, withheld: 'not_yet_redactable' }
  const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'))
  return { ...shown, text: masked(text) }
}
