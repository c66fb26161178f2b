import { RedactionFailed } from '@amparo/text'
import { maskMarked } from './incriminating.ts'
import { knownIdentity } from './known-identity.ts'
import type { Marked } from './passages.ts'
import { redactorFor, type Texts } from './redactor.ts'
import type { Narrative, SubjectForm } from './subject-form.ts'
import type { CategoryData } from './view.ts'

export type MaskedNarrative = { readonly ok: true; readonly data: CategoryData | undefined } | { readonly ok: false }

/** As it was before anything could be marked, where nothing is: what people decided on its very text holds. */
export const markedNarrative = ({ text, selfIncriminating = [] }: Narrative): Marked =>
  selfIncriminating.length === 0 ? { text } : { text, selfIncriminating }

/**
 * The narrative and the attachments' names, masked. Fails as a whole: there is no half-masked text, and never the original. One of which
 * all incriminates looks to others as if there were none.
 */
export function redactNarrative(form: SubjectForm, texts: Texts, incriminating: boolean): MaskedNarrative {
  const { narrative, attachments } = form
  if (narrative === null || narrative === undefined) return { ok: true, data: undefined }
  const { mask } = redactorFor(texts, knownIdentity(form, texts.engine), narrative.lang)
  const masked = (text: string): string => mask(text).text
  const { reviews } = texts
  try {
    const text = maskMarked(markedNarrative(narrative), { mask, reviews, incriminating })
    if (text === '') return { ok: true, data: undefined }
    return {
      ok: true,
      data: {
        lang: narrative.lang,
        text,
        attachments: attachments.map(({ name, mediaType, description }) => ({
          name: maskedFileName(name, masked),
          mediaType,
          ...(description === undefined ? {} : { description: masked(description) }),
        })),
      },
    }
  } catch (error) {
    if (error instanceof RedactionFailed) return { ok: false }
    throw error
  }
}

/** The ending says what kind of file it is; the rest is free text with other separators. */
export function maskedFileName(name: string, masked: (text: string) => string): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,5})?$/su.exec(name) ?? []
  return masked(stem.replace(/[_-]+/g, ' ')) + ending
}
