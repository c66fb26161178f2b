import { countries } from '@amparo/contracts'
import type { Words } from './words.ts'

export interface Choice {
  readonly code: string
  readonly label: string
  /** What the choice means, in a line. */
  readonly note?: string
}

/** Languages that people bring along in the Americas, and the big ones of elsewhere (ISO 639-3). No two have one name: Filipino is Tagalog's. */
const SPOKEN = `
  spa por eng fra hat que aym grn nah yua mam kek quc cak kjb ixl tzh tzo mix zap oto cab miq guc arn shp srn nld
  ara amh ben bul ces dan deu ell fas fin guj hau heb hin hun hye ibo ind ita jpn kan kat khm kor kur lao lin lug mal
  mar mkd mlg mon msa mya nep nor orm pan pol pus ron rus san sin slk slv som sqi srp swa swe tam tel tgl tha tir tur
  twi ukr urd uzb vie wol xho yor zho zul
`
  .trim()
  .split(/\s+/)

/** Two letters where there are two, as texts name their language. */
const WRITTEN = ['es', 'pt', 'fr', 'en', 'ht', 'qu', 'ay', 'gn', 'nl', 'it', 'de', 'ro', 'ru', 'uk', 'ar', 'zh', 'hi']

const sorted = (choices: readonly Choice[], { language }: Words): readonly Choice[] =>
  choices.toSorted((a, b) => a.label.localeCompare(b.label, language))

export const spokenLanguages = (words: Words): readonly Choice[] =>
  sorted(
    SPOKEN.map(code => ({ code, label: words.languageName(code) })),
    words,
  )

export const writtenLanguages = (words: Words): readonly Choice[] =>
  WRITTEN.map(code => ({ code, label: words.languageName(code) }))

export const allCountries = (words: Words): readonly Choice[] =>
  sorted(
    countries.map(code => ({ code, label: words.countryName(code) })),
    words,
  )
