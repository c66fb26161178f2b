import { readFileSync } from 'node:fs'
import { inEachLanguage, type Language } from '@amparo/text'
import { capital, familyName, givenName, invented, person } from '../names/people.ts'
import { pick, type Random } from '../names/random.ts'

/** Identifiers of each type and sentences around them, made from the phrases in `fillers/`: a name, an equals sign, and the ways to say it. */
export type Filler = (random: Random, lang: Language, name: string) => string

const NUMBERS: Readonly<Record<Language, string>> = {
  es: 'dos|tres|cinco|siete|nueve|once|catorce|diecisiete|diecinueve|veintidós|veintiocho|treinta y uno|cuarenta|cincuenta y tres|sesenta|ochenta y cuatro',
  pt: 'dois|três|cinco|sete|nove|onze|quatorze|dezessete|dezenove|vinte e dois|vinte e oito|trinta e um|quarenta|cinquenta e dois|sessenta|oitenta e quatro',
  fr: 'deux|trois|cinq|sept|neuf|onze|quatorze|dix-sept|dix-neuf|vingt-deux|vingt-huit|trente et un|quarante|cinquante-deux|soixante|quatre-vingt-quatre',
  en: 'two|three|five|seven|nine|eleven|fourteen|seventeen|nineteen|twenty-two|twenty-eight|thirty-one|forty|fifty-two|sixty|eighty-four',
}
const SLOT = /\{(\w+)\}/g
const DEEPEST = 8

const phrases = inEachLanguage(phrasesOf)

function phrasesOf(lang: Language): ReadonlyMap<string, readonly string[]> {
  const lines = readFileSync(new URL(`fillers/${lang}.txt`, import.meta.url), 'utf8').split('\n')
  return new Map(
    lines.flatMap(line => {
      const at = line.indexOf(' = ')
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 3).split('|')] as const]
    }),
  )
}

export const hasFiller = (lang: Language, name: string): boolean => phrases[lang].has(name)

export const filled: Filler = (random, lang, name) => expanded(random, lang, name, 0)

function expanded(random: Random, lang: Language, name: string, depth: number): string {
  const made = MADE[name]?.(random, lang)
  if (made !== undefined) return made
  const ways = phrases[lang].get(name)
  if (ways === undefined || depth > DEEPEST) throw new Error(`No phrases for ${name} in ${lang}`)
  return pick(random, ways).replace(SLOT, (_, inner: string) => expanded(random, lang, inner, depth + 1))
}

const upTo = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1))
const two = (number: number): string => String(number).padStart(2, '0')
const given = (random: Random, lang: Language): string => givenName(random, person(random, lang))
const made = (random: Random, lang: Language): string =>
  capital(
    invented(random, [
      given(random, lang),
      familyName(random, person(random, lang)),
      'quilanga',
      'tacuatiá',
      'mbororé',
      'shawanaga',
    ]),
  )

const MADE: Readonly<Record<string, (random: Random, lang: Language) => string>> = {
  n: random => String(random() < 0.7 ? upTo(random, 1, 99) : upTo(random, 100, 2900)),
  d: random => String(upTo(random, 1, 28)),
  m: random => two(upTo(random, 1, 12)),
  yy: random => two(upTo(random, 60, 99)),
  byear: random => String(upTo(random, 1955, 2013)),
  year: random => String(upTo(random, 2024, 2026)),
  age: random => String(upTo(random, 3, 71)),
  small: random => String(upTo(random, 2, 11)),
  num: (random, lang) => pick(random, NUMBERS[lang].split('|')),
  L: random => pick(random, [...'ABCDEFGH']),
  MON: (random, lang) => filled(random, lang, 'mon').toUpperCase().replace('.', ''),
  First: given,
  Name: (random, lang) =>
    random() < 0.3
      ? made(random, lang)
      : random() < 0.5
        ? given(random, lang)
        : familyName(random, person(random, lang)),
  Invented: made,
  short: (random, lang) =>
    given(random, lang)
      .slice(0, upTo(random, 2, 4))
      .padEnd(2, 'i'),
}
