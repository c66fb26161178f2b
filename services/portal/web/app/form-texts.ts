import type { Client, FormTextView } from '@amparo/client'
import type { Draft } from '../form/draft.ts'

/** ISO 639-3 of the page's own languages. */
const SPOKEN: Readonly<Record<string, string>> = { es: 'spa', en: 'eng', fr: 'fra', pt: 'por' }

export interface FormTexts {
  /**
   * What is read to the person: in the language in which it is explained or, where no text is in that language, in the one of the page,
   * from which it is then interpreted. Undefined while there is none.
   */
  shownFor(draft: Pick<Draft, 'languageExplained' | 'narrativeLanguage'>): FormTextView | undefined
}

export const formTextsOf = (all: readonly FormTextView[]): FormTexts => ({
  shownFor: ({ languageExplained, narrativeLanguage }) =>
    all.find(({ language }) => language === languageExplained) ??
    all.find(({ language }) => language === SPOKEN[narrativeLanguage]) ??
    all[0],
})

/** The texts of the consent form that are in use. */
export const loadFormTexts = async (client: Pick<Client, 'consentForms'>): Promise<FormTexts> =>
  formTextsOf(await client.consentForms())
