import { lettersAndDigits } from '@amparo/text'
import type { Held } from '../held.ts'
import { knownOfPackage } from '../known-identity.ts'
import { isCommonPart } from './common-parts.ts'
import { nameParts } from './name-parts.ts'
import { soundsOf } from './sound.ts'

/** What a person is found by. Each kind is hashed under a key of its own. */
export const FEATURE_KINDS = [
  'name',
  'part',
  'sound',
  'pair',
  'birth_date',
  'birth_month',
  'document',
  'phone',
] as const
export type FeatureKind = (typeof FEATURE_KINDS)[number]

/** In clear, inside this service, until it is hashed. */
export interface Feature {
  readonly kind: FeatureKind
  readonly value: string
}

export interface Findable {
  readonly names: readonly string[]
  /** Year, month or day, as far as known. */
  readonly dateOfBirth: string | null
  readonly documents: readonly string[]
  readonly phones: readonly string[]
}

/** Aliases are names that a person goes by; a guardian is another person, and finds nobody. */
export function findableOf(held: Held): Findable {
  if (held.kind === 'form') {
    const { names, aliases, dateOfBirth, documents, phones } = held.form.subject.identity
    const numbers = documents.map(({ number }) => number)
    return { names: [...names, ...aliases], dateOfBirth: dateOfBirth ?? null, documents: numbers, phones }
  }
  // Of another hub: only what it released, and without the guardian's name.
  const { family: _, ...categories } = held.view.categories
  const known = knownOfPackage({ kind: 'package', view: { ...held.view, categories } })
  const { names, aliases = [], dateOfBirth = null, documents = [], phones = [] } = known
  return { names: [...names, ...aliases], dateOfBirth, documents, phones }
}

export function featuresOf({ names, dateOfBirth, documents, phones }: Findable): Feature[] {
  return distinct([
    ...names.flatMap(nameFeatures),
    ...birthFeatures(dateOfBirth),
    ...documents
      .map(lettersAndDigits)
      .filter(text => text.length >= 4)
      .map(value => of('document', value)),
    ...phones.flatMap(tailOf).map(value => of('phone', value)),
  ])
}

/** Day and month changed for each other, if that is another date: 1998-05-07 for 1998-07-05. */
export function swappedBirth(date: string | null): Feature[] {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date ?? '') ?? []
  if (year === undefined || month === day || Number(day) > 12) return []
  return [of('birth_date', `${year}-${day}-${month}`)]
}

/** The whole name in any order of its parts; each part and how it sounds, unless half a country has it; and what sounds come together. */
function nameFeatures(name: string): Feature[] {
  const parts = nameParts(name)
  const rare = parts.filter(part => !isCommonPart(part))
  return [
    ...(parts.length > 1 ? [of('name', parts.toSorted().join(' '))] : []),
    ...rare.map(part => of('part', part)),
    ...rare
      .flatMap(soundsOf)
      .filter(isTelling)
      .map(value => of('sound', value)),
    ...byEar(parts)
      .flatMap(sounds => pairsOf(sounds.filter(sound => sound !== '')))
      .map(value => of('pair', value)),
  ]
}

/** Of one consonant alone there are too many names. */
const isTelling = (sound: string): boolean => sound.length >= 2

/** The sounds of all parts, for each ear apart: what two ears hear of one name is no pair. */
function byEar(parts: readonly string[]): string[][] {
  const heard = parts.map(soundsOf)
  const ears = heard[0]?.length ?? 0
  return Array.from({ length: ears }, (_, ear) => [...new Set(heard.map(sounds => sounds[ear] ?? ''))])
}

const pairsOf = (sounds: readonly string[]): string[] =>
  sounds.flatMap((one, index) => sounds.slice(index + 1).map(other => [one, other].toSorted().join(' ')))

function birthFeatures(date: string | null): Feature[] {
  const [, month, day] = /^(\d{4}-\d\d)(-\d\d)?$/.exec(date ?? '') ?? []
  if (month === undefined) return []
  return [of('birth_month', month), ...(day === undefined ? [] : [of('birth_date', `${month}${day}`)])]
}

/** Prefixes of countries and cities come and go. */
const PHONE_TAIL = 7
function tailOf(phone: string): string[] {
  const digits = phone.replace(/\D/g, '')
  return digits.length < PHONE_TAIL ? [] : [digits.slice(-PHONE_TAIL)]
}

const of = (kind: FeatureKind, value: string): Feature => ({ kind, value })
const distinct = (features: readonly Feature[]): Feature[] => [
  ...new Map(features.map(feature => [`${feature.kind} ${feature.value}`, feature])).values(),
]
