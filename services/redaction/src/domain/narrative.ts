import { RedactionFailed } from '@amparo/text'
import { knownIdentity } from './known-identity.ts'
import { redactorFor, type Texts } from './redactor.ts'
import type { SubjectForm } from './subject-form.ts'
import type { CategoryData } from './view.ts'

export type MaskedNarrative = { readonly ok: true; readonly data: CategoryData | undefined } | { readonly ok: false }

/** The narrative and the attachments' names, masked. Fails as a whole: there is no half-masked text, and never the original. */
export function redactNarrative(form: SubjectForm, texts: Texts): MaskedNarrative {
  const { narrative, attachments } = form
  if (narrative === null || narrative === undefined) return { ok: true, data: undefined }
  const { mask } = redactorFor(texts, knownIdentity(form, texts.engine), narrative.lang)
  const masked = (text: string): string => mask(text).text
  try {
    return {
      ok: true,
      data: {
        lang: narrative.lang,
        text: masked(narrative.text),
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
