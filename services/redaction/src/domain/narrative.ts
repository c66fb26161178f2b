import { type Identity, RedactionFailed } from '@amparo/text'
import { maskedFileName, namedByPlace } from './file-names.ts'
import type { Held, OneRecord } from './held.ts'
import { maskMarked } from './incriminating.ts'
import { type Marked, withoutMarked } from './passages.ts'
import { redactorFor, type Texts } from './redactor.ts'
import type { Narrative, SubjectForm } from './subject-form.ts'
import type { CategoryData } from './view.ts'

export type MaskedNarrative = { readonly ok: true; readonly data: CategoryData | undefined } | { readonly ok: false }

/** As it was before anything could be marked, where nothing is: what people decided on its very text holds. */
export const markedNarrative = ({ text, selfIncriminating = [], earlier }: Narrative): Marked =>
  selfIncriminating.length === 0 ? { text, earlier } : { text, selfIncriminating, earlier }

/** Of a record that was filled in here, with what it said before it was corrected. */
export function narrativeOf(held: Held): Narrative | undefined {
  const narrative = narrativeIn(held)
  if (!narrative) return undefined
  const before = (held.before?.() ?? []).map(narrativeIn).filter(one => one !== undefined)
  return { ...narrative, earlier: before.map(one => withoutMarked(markedNarrative(one))) }
}

const narrativeIn = (record: OneRecord): Narrative | undefined =>
  (record.kind === 'form' ? record.form.narrative : undefined) ?? undefined

interface Redacting {
  /** What is looked for. */
  readonly known: Identity
  /** Also what incriminates. */
  readonly passages: boolean
  readonly names: boolean
}

/**
 * The narrative and the attachments' names, masked; without `names` an attachment is its place and kind alone. Fails as a whole: there is no half-masked text, and never the original. One of which
 * all incriminates looks to others as if there were none.
 */
export function redactNarrative(
  form: SubjectForm,
  texts: Texts,
  { known, passages, names }: Redacting,
): MaskedNarrative {
  const { narrative, attachments } = form
  if (narrative === null || narrative === undefined) return { ok: true, data: undefined }
  const { mask } = redactorFor(texts, known, narrative.lang)
  const masked = (text: string): string => mask(text).text
  const { reviews } = texts
  try {
    const text = maskMarked(markedNarrative(narrative), { mask, reviews, incriminating: passages })
    if (text === '') return { ok: true, data: undefined }
    return {
      ok: true,
      data: {
        lang: narrative.lang,
        text,
        attachments: names
          ? attachments.map(({ name, mediaType, description }) => ({
              name: maskedFileName(name, masked),
              mediaType,
              ...(description === undefined ? {} : { description: masked(description) }),
            }))
          : unnamed(attachments),
      },
    }
  } catch (error) {
    if (error instanceof RedactionFailed) return { ok: false }
    throw error
  }
}

/** An account from another hub, of whose attachments somebody else may read what they are called. */
export function withoutNames({ attachments, ...narrative }: CategoryData): CategoryData {
  const files: readonly unknown[] = Array.isArray(attachments) ? attachments : []
  return { ...narrative, attachments: unnamed(files.map(file => ({ mediaType: mediaTypeOf(file) }))) }
}

const mediaTypeOf = (file: unknown): string =>
  typeof file === 'object' && file && 'mediaType' in file ? String(file.mediaType) : ''

const unnamed = (attachments: readonly { readonly mediaType: string }[]) =>
  attachments.map(({ mediaType }, place) => ({ name: namedByPlace(place, mediaType), mediaType }))
