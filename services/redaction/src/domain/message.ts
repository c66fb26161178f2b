import { type Engine, type Identity, RedactionFailed } from '@amparo/text'
import { maskedFileName, namedByPlace, PLAIN_TEXT, withEnding } from './file-names.ts'
import { type FileStatement, type Masking, maskMarked } from './incriminating.ts'
import { fileNameWords } from './known-identity.ts'
import type { Marked } from './passages.ts'
import { type Redactor, redactorFor, type Texts } from './redactor.ts'

/** As one agency wrote it to the other. */
export interface WrittenText extends Marked {
  readonly lang: string
  readonly attachments: readonly WrittenFile[]
  /** Of what in its files incriminates the person; nothing in them can be marked. Absent: nobody had to say. */
  readonly incriminating?: FileStatement | undefined
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

/** Why a file is not shown. */
export const FILE_REFUSALS = [
  /** Of a kind that nothing here can look into. */
  'not_yet_redactable',
  /** A picture: a person has to look at it first. */
  'needs_review',
  'document_type_mismatch',
  'document_damaged',
  'document_encrypted',
  'document_too_large',
  /** What came of it could not be shown to be clean. */
  'document_unprovable',
  /** The machine was short of something: the next reading tries again. */
  'document_not_now',
] as const
export type FileRefusal = (typeof FILE_REFUSALS)[number]

/** What a person can look at: a picture, and a document whose masking left doubts. */
export const isReviewable = (reason: FileRefusal): reason is 'needs_review' | 'document_unprovable' =>
  reason === 'needs_review' || reason === 'document_unprovable'

export type MaskedContent =
  | { readonly text: string }
  /** A document made anew from its masked words. */
  | { readonly base64: string }
  | { readonly withheld: FileRefusal }
export type MaskedFile = { readonly name: string; readonly mediaType: string } & MaskedContent

/** What lies in the vault of a message: as it was written here, or as another hub released it. */
export type KeptText =
  | { readonly kind: 'written'; readonly user: string; readonly written: WrittenText }
  | { readonly kind: 'received'; readonly masked: MaskedText; readonly terms?: TextTerms | undefined }

/** On what its sender let it go, in codes. */
export interface TextTerms {
  readonly purpose: string
  readonly basis: string
  readonly handlingCode: string
}

/** How every text of a message is made safe, its documents' as well. File names hold surnames: they are looked for in the texts too. */
export const maskingOf = (written: WrittenText, known: Identity, texts: Texts): Redactor =>
  redactorFor(texts, knownIn(written, known, texts.engine), written.lang)

/** What is looked for in them: of the record, and of the files' names. */
export const knownIn = ({ attachments }: WrittenText, known: Identity, engine: Engine): Identity => ({
  ...known,
  relatives: [...(known.relatives ?? []), ...fileNameWords(attachments, engine)],
})

/**
 * The text of a message with what has become of each of its files, and every name of a file masked, or its place instead. Undefined when a text could not
 * be made safe: there is no half-masked message, and never the original. A document that could not be is withheld by itself.
 */
export function masked(
  { lang, attachments, ...marked }: WrittenText,
  { mask, reviews, incriminating, names }: Masking & { readonly names: boolean },
  contents: readonly MaskedContent[],
): MaskedText | undefined {
  const safe = (plain: string): string => mask(plain).text
  try {
    const files = attachments.map(({ name, mediaType }, i) => {
      const content = contents[i] ?? { withheld: 'not_yet_redactable' }
      if (mediaType === PLAIN_TEXT && !('text' in content)) throw new RedactionFailed()
      const shown = names ? withEnding(maskedFileName(name, safe), mediaType) : namedByPlace(i, mediaType)
      return { name: shown, mediaType, ...content }
    })
    return { lang, text: maskMarked(marked, { mask, reviews, incriminating }), attachments: files }
  } catch {
    // The cause is dropped: it could quote the text.
    return undefined
  }
}

/** What of a message is not shown, by its place: for whoever wrote it. */
export const withheldOf = ({ attachments }: MaskedText): { file: number; reason: FileRefusal }[] =>
  attachments.flatMap((file, i) => ('withheld' in file ? [{ file: i, reason: file.withheld }] : []))
