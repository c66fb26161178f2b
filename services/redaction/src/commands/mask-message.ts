import type { Identity } from '@amparo/text'
import { PLAIN_TEXT, withEnding } from '../domain/file-names.ts'
import { mayHaveWhole, mayIncriminate, mayReadNames } from '../domain/incriminating.ts'
import { withoutSuspects } from '../domain/known-of.ts'
import {
  type FileRefusal,
  isReviewable,
  type MaskedFile,
  type MaskedText,
  masked,
  maskingOf,
  type WrittenText,
} from '../domain/message.ts'
import type { Redactor, Texts } from '../domain/redactor.ts'
import { ALL_READERS } from '../domain/review/codes.ts'
import type { Allowance } from '../domain/view.ts'
import type { Profile, ViewPolicy } from '../domain/view-policy.ts'
import type { Party } from '../ports/decision.ts'
import type { RedactFile } from '../ports/documents.ts'
import type { UnsafeText } from './keep-waiting.ts'

/** Of what incriminates the person. */
export interface Incriminating {
  /** What is marked in its text. */
  readonly text: boolean
  /** What nobody could mark in its files. */
  readonly files: boolean
  /** What its files are called. */
  readonly names: boolean
}

/** For nobody in particular. */
export const WITH_ALL: Incriminating = { text: true, files: true, names: true }

/** What this reader may read of it. */
export const incriminatingFor = (
  views: ViewPolicy,
  allowance: Allowance,
  { incriminating }: Pick<WrittenText, 'incriminating'>,
): Incriminating => ({
  text: mayIncriminate(views, allowance),
  files: incriminating === undefined || mayHaveWhole(allowance, incriminating),
  names: mayReadNames(allowance),
})

/**
 * A message as the other agency may see it. Undefined when a text of it could not be made safe. From whom its files are kept, to them it
 * has none: a gap with a reason would tell that there is something to be held against the person (rules: Silence).
 */
export async function maskMessage(
  redactFile: RedactFile,
  written: WrittenText,
  known: Identity,
  texts: Texts,
  incriminating: Incriminating = WITH_ALL,
): Promise<MaskedText | undefined> {
  const masking = maskingOf(written, known, texts)
  const { reviews } = texts
  const attachments = incriminating.files ? written.attachments : []
  const ofFiles = maskingOf(written, withoutSuspects(known), texts)
  const contents = await Promise.all(attachments.map(file => redactFile(file, ofFiles, reviews.boxesFor)))
  return masked(
    { ...written, attachments },
    { ...masking, reviews, incriminating: incriminating.text, names: incriminating.names },
    contents,
  )
}

interface WithheldFile {
  readonly sourceId: string
  readonly by: Party
  readonly file: number
  readonly reason: FileRefusal
}

/** A file that waits for a person; one that cannot be looked at does not. */
export const unsafeFile = ({ reason, ...of }: WithheldFile, profile: Profile): UnsafeText[] =>
  isReviewable(reason)
    ? [{ ...of, source: 'attachment', profile: reason === 'needs_review' ? ALL_READERS : profile, why: reason }]
    : []

/** Nothing is masked twice: another hub has done it, with what it knows. */
export const asItCame = { mask: (text: string) => ({ text, spans: [] }), leaks: () => false }

/** A picture has been looked at and painted over in the hub that sent it; here it becomes pixels alone again. */
const paintedThere = () => []

/**
 * What another hub has masked. Its documents are made anew here as well: a hub that was taken over can put words into a document,
 * and nothing that runs.
 *
 * @param mask the words that it put for people, as the reader knows them; default: as it came
 */
export async function rebuilt(
  redactFile: RedactFile,
  { attachments, ...text }: MaskedText,
  mask: Redactor['mask'] = asItCame.mask,
): Promise<MaskedText> {
  const called = (said: string): string => mask(said).text
  const again = async (file: MaskedFile): Promise<MaskedFile> => {
    if ('withheld' in file) return file
    const name = called(file.name)
    // Whatever it says it is: a text is saved as one.
    if ('text' in file) return { name: withEnding(name, PLAIN_TEXT), mediaType: PLAIN_TEXT, text: called(file.text) }
    const { mediaType, base64 } = file
    const content = await redactFile({ name, mediaType, base64 }, { ...asItCame, mask }, paintedThere)
    return { name: withEnding(name, mediaType), mediaType, ...content }
  }
  return { ...text, text: called(text.text), attachments: await Promise.all(attachments.map(again)) }
}
