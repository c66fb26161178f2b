import { lettersAndDigits } from '@amparo/text'
import { featuresOf, findableOf } from '../finding/features.ts'
import { nameParts } from '../finding/name-parts.ts'
import { soundOf } from '../finding/sound.ts'
import type { SubjectForm } from '../subject-form.ts'
import type { KeyList, KeyPart, MatchKey } from './key-list.ts'

/** One value of one key, in clear, inside this service alone. */
export interface MatchText {
  readonly key: string
  readonly text: string
}

/** Of a person who was registered here: what another hub sent is that hub's to ask about, or to answer for. */
export const matchTextsOf = (form: SubjectForm, list: KeyList): MatchText[] =>
  list.keys.flatMap(key => textsOf(key, valuesOf(form)))

type Values = Readonly<Record<KeyPart, readonly string[]>>

/** All that can be made of it; none where a part is not known. JSON of an array: no two lists of values give one text. */
function textsOf({ id, parts }: MatchKey, values: Values): MatchText[] {
  const combined = parts.reduce<readonly (readonly string[])[]>(
    (made, part) => made.flatMap(before => values[part].map(value => [...before, value])),
    [[]],
  )
  return combined.map(one => ({ key: id, text: JSON.stringify(['amparo/match', id, ...one]) }))
}

/** Shorter ones are no number of a document, and many people's. */
const LEAST_OF_DOCUMENT = 5

/** Written as people are found by (ADR 17): without accents, particles, order or how it is spelt. */
function valuesOf(form: SubjectForm): Values {
  const findable = findableOf({ kind: 'form', form })
  const { names, documents, dateOfBirth } = findable
  const written = names.map(nameParts)
  const [, year] = /^(\d{4})/.exec(dateOfBirth ?? '') ?? []
  const sounds = written.map(parts => [...new Set(parts.map(soundOf).filter(sound => sound !== ''))])
  return {
    name: distinct(written.filter(parts => parts.length > 1).map(inOrder)),
    sound: distinct(sounds.filter(heard => heard.length > 1).map(inOrder)),
    birth_date: featuresOf(findable).flatMap(({ kind, value }) => (kind === 'birth_date' ? [value] : [])),
    birth_year: year === undefined ? [] : [year],
    document: distinct(documents.map(lettersAndDigits).filter(text => text.length >= LEAST_OF_DOCUMENT)),
    nationality: distinct(form.subject.nationalities),
    phone: featuresOf(findable).flatMap(({ kind, value }) => (kind === 'phone' ? [value] : [])),
  }
}

const inOrder = (parts: readonly string[]): string => parts.toSorted().join(' ')
const distinct = (texts: readonly string[]): string[] => [...new Set(texts)]
