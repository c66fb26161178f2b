import { readFileSync } from 'node:fs'
import {
  commonWords,
  familyNames,
  givenNames,
  LANGUAGES,
  type Language,
  type NameType,
  plainWords,
} from '@amparo/text/node'
import { z } from 'zod'
import { capital, familyName, fullName, givenName, invented, nickname, type Person, person } from './people.ts'
import type { Piece } from './piece.ts'
import { pick, type Random } from './random.ts'

const words = z.array(z.string())
const slotsOfLanguage = z.object({
  orgHeads: words,
  orgNouns: words,
  streets: words,
  titles: words,
  places: words,
  cues: words,
  placeNouns: words,
  months: words,
  of: z.string(),
  institutions: words,
  peoples: words,
})
type Slots = z.infer<typeof slotsOfLanguage>

const read = (name: string): string => readFileSync(new URL(`sentences/${name}`, import.meta.url), 'utf8')
const SLOTS = z
  .object({ es: slotsOfLanguage, pt: slotsOfLanguage, fr: slotsOfLanguage, en: slotsOfLanguage })
  .parse(JSON.parse(read('slots.json')))
const sentencesOf = (lang: Language): string[] =>
  read(`${lang}.txt`)
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.replaceAll('\\n', '\n'))
const each = <T>(make: (lang: Language) => T) => ({ es: make('es'), pt: make('pt'), fr: make('fr'), en: make('en') })
const SENTENCES = each(sentencesOf)
const BIG: Readonly<Record<Language, readonly string[]>> = {
  es: [
    'Lima',
    'Bogotá',
    'Puerto Alba',
    'Quito',
    'Buenos Aires',
    'La Paz',
    'Ciudad de México',
    'Chile',
    'Perú',
    'Santo Domingo',
    'Panamá',
  ],
  pt: ['São Paulo', 'Brasília', 'Manaus', 'Rio de Janeiro', 'Portugal', 'Belém', 'Bolívia', 'Lisboa', 'Fortaleza'],
  fr: [
    'Montréal',
    'Port-au-Prince',
    'Québec',
    'Cayenne',
    'Fort-de-France',
    'Paris',
    'Haïti',
    'Pointe-à-Pitre',
    'Canada',
  ],
  en: [
    'Kingston',
    'Port of Spain',
    'Georgetown',
    'Toronto',
    'New York',
    'Belize City',
    'Jamaica',
    'Barbados',
    'London',
  ],
}
const NAMES = [...givenNames, ...familyNames]
const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('')

/** Share of lines whose words follow from nothing: they teach that a name is one wherever it stands, and an ordinary word none. */
const LOOSE = 0.3
const ORDINARY = each(ordinary)
const SMALL = each(lang => [...plainWords[lang]])
const STARTS = [
  '',
  '',
  '',
  '',
  '- ',
  '{D} {H} - {G}: ',
  '[{D}, {H}] {G} 🌻: ',
  '{G}: ',
  '{G} 💜: ',
  '« ',
  '"',
  '¿',
  '(',
  '1. ',
  'C.I. {#} ',
  'Tel. {E} ',
  '{D} {H} {G} 🙏: ',
]

function ordinary(lang: Language): readonly string[] {
  return [...commonWords[lang]].filter(
    word => !givenNames.has(word) && !familyNames.has(word) && /^\p{L}+$/u.test(word),
  )
}

function looseLine(random: Random, lang: Language): string {
  const count = 1 + Math.floor(random() * 9)
  const line: string[] = []
  for (let i = 0; i < count; i++) {
    const word = pick(random, random() < 0.4 ? SMALL[lang] : ORDINARY[lang])
    const capitalised = i === 0 || random() < 0.06
    line.push(capitalised ? capital(word) : word)
    const way = random()
    if (way < 0.05) line.push(pick(random, ['{N}', '{G}', '{F}', '{G}', '{L}', '{O}']))
    else if (way < 0.08) line.push(`${pick(random, ['.', '?', ':', '!'])} ${capital(pick(random, ORDINARY[lang]))}`)
    else if (way < 0.1) line.push(pick(random, ['{#}', '{D}', '{I}', '{X}']))
  }
  return (
    pick(random, STARTS) +
    line.join(' ').replace(/ ([.?:!])/g, '$1') +
    pick(random, ['.', '.', '?', '', '!', ' - {G}.'])
  )
}

interface Filled {
  readonly text: string
  /** What is a name of it, when not all. */
  readonly named?: string
  readonly type?: NameType
}

/** A text of a case worker's kind about a few persons, whose names come again. */
export function story(random: Random, lang: Language): Piece {
  const cast = Array.from({ length: 2 + Math.floor(random() * 4) }, () => person(random, lang))
  const lines = 3 + Math.floor(random() * 7)
  const names: Piece['names'][number][] = []
  let text = ''
  for (let i = 0; i < lines; i++) {
    // Now and then a sentence of another language: people change languages as they speak.
    const other = random() < 0.04 ? pick(random, LANGUAGES) : lang
    const line = random() < LOOSE ? looseLine(random, other) : pick(random, SENTENCES[other])
    for (const part of line.split(/(\{.\})/)) {
      const filled = /^\{.\}$/.test(part) ? fill(part.charAt(1), random, other, cast) : { text: part }
      if (filled.type !== undefined) {
        const named = filled.named ?? filled.text
        const start = text.length + filled.text.indexOf(named)
        names.push({ start, end: start + named.length, type: filled.type })
      }
      text += filled.text
    }
    text += random() < 0.6 ? ' ' : '\n'
  }
  return { lang, text, names }
}

function fill(slot: string, random: Random, lang: Language, cast: readonly Person[]): Filled {
  const slots = SLOTS[lang]
  const who = random() < 0.75 ? pick(random, cast) : person(random, lang)
  switch (slot) {
    case 'N':
      return { text: fullName(random, who), type: 'PERSON' }
    case 'G':
      return { text: givenName(random, who), type: 'PERSON' }
    case 'F':
      return { text: familyName(random, who), type: 'PERSON' }
    case 'A':
      return { text: nickname(random, lang, who), type: 'PERSON' }
    case 'T': {
      const named = random() < 0.5 ? fullName(random, who) : familyName(random, who)
      return {
        text: `${capital(pick(random, slots.titles)).replace(/ \p{L}/gu, l => l.toLowerCase())} ${named}`,
        named,
        type: 'PERSON',
      }
    }
    case 'L': {
      const named = placeName(random, slots)
      return random() < 0.35
        ? { text: `${pick(random, slots.cues)} ${slots.of} ${named}`, named, type: 'PLACE' }
        : { text: named, type: 'PLACE' }
    }
    case 'O':
      return { text: organisation(random, slots), type: 'ORG' }
    case 'S':
      return street(random, slots, lang)
    case 'B':
      return { text: pick(random, BIG[lang]) }
    case 'I':
      return { text: pick(random, slots.institutions) }
    case 'X':
      return { text: pick(random, slots.peoples) }
    case 'D':
      return { text: date(random, slots, lang) }
    case 'Y':
      return { text: String(8 + Math.floor(random() * 50)) }
    case 'H':
      return { text: `${digits(random, 2)}:${digits(random, 2)}` }
    case 'E':
      return { text: `+${digits(random, 3)} ${digits(random, 4)}` }
    default:
      return {
        text:
          random() < 0.3
            ? `${digits(random, 1)}${digits(random, 3)}.${digits(random, 3)}`
            : digits(random, 2 + Math.floor(random() * 7)),
      }
  }
}

function placeName(random: Random, slots: Slots): string {
  const way = random()
  const name = capital(random() < 0.4 ? invented(random, NAMES) : pick(random, NAMES))
  if (way < 0.35) return `${pick(random, slots.places)} ${name}`
  if (way < 0.6) return `${pick(random, slots.places)} ${pick(random, slots.placeNouns)}`
  if (way < 0.8) return `${name} ${pick(random, slots.placeNouns)}`
  return name
}

function organisation(random: Random, slots: Slots): string {
  const way = random()
  const head = pick(random, slots.orgHeads)
  const noun = pick(random, slots.orgNouns)
  const name = capital(random() < 0.4 ? invented(random, NAMES) : pick(random, NAMES))
  if (way < 0.4) return `${head} ${noun}`
  if (way < 0.6) return `${head} ${name}`
  if (way < 0.7) return `${noun} ${head}`
  if (way < 0.8) return `${head} ${noun} ${slots.of} ${name}`
  return way < 0.9 ? `${name} ${noun}` : `${head} ${name} ${noun}`
}

function street(random: Random, slots: Slots, lang: Language): Filled {
  const name = random() < 0.5 ? capital(pick(random, NAMES)) : placeName(random, slots)
  const number = digits(random, 2)
  const named = lang === 'en' ? `${name} ${pick(random, slots.streets)}` : `${pick(random, slots.streets)} ${name}`
  return { text: lang === 'en' || lang === 'fr' ? `${number} ${named}` : `${named} ${number}`, named, type: 'PLACE' }
}

function date(random: Random, slots: Slots, lang: Language): string {
  const day = 1 + Math.floor(random() * 28)
  const year = 1980 + Math.floor(random() * 46)
  const month = pick(random, slots.months)
  if (random() < 0.3) return `${day}/${1 + Math.floor(random() * 12)}/${year}`
  return lang === 'en' || lang === 'fr' ? `${day} ${month} ${year}` : `${day} de ${month} de ${year}`
}
