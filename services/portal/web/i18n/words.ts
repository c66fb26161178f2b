import type { ProblemError, Text } from '@amparo/client'
import type { ProblemText } from '@amparo/contracts/words'
import { spaced } from '@amparo/contracts/words'
import type { CodeList, Codes } from './codes/codes.ts'
import { CODES } from './codes/index.ts'
import { type Dates, datesIn, ordinal } from './dates.ts'
import type { Language } from './language.ts'
import { problemText } from './problem-text.ts'
import { spanIn } from './span.ts'
import { TEXTS } from './texts/index.ts'
import type { Texts } from './texts/texts.ts'

/** Everything that the page says, in one language. */
export interface Words extends Dates {
  readonly language: Language
  readonly t: Texts
  readonly codes: Codes
  /** A code in words; one that the page does not know, as it is. */
  code(list: CodeList, code: string): string
  /** The codes of a list, in its order. */
  codesOf(list: CodeList): readonly string[]
  /** ISO 639 code in words. */
  languageName(code: string): string
  /** ISO 3166 code in words. */
  countryName(code: string): string
  /** The jurisdiction of a hub: its country in words, and its code where a country has several. */
  hubName(hub: string): string
  /** The same with its code, for whoever looks it up by that: "Perú (PE)". */
  hubNameAndCode(hub: string): string
  /** What the hub itself says in each language, as protocols do. */
  say(text: Text): string
  moment(iso: string): string
  /** A span of time in its two largest units, without a sign: "1 h 20 min". */
  span(ms: number): string
  /** A day or a month in words; a year as it is. */
  day(iso: string): string
  /** When something has ended: of what lasts through a day (in UTC) that day, of all else the moment. @param iso exclusive */
  ends(iso: string): string
  /** What stands between a label and what is said of it: a question has its mark. */
  after(label: string): string
  problem(problem: Pick<ProblemError, 'code' | 'title' | 'next'>): ProblemText
}

/** Languages that browsers have no name for, by what they call themselves. */
const AUTONYMS: Readonly<Record<string, string>> = {
  nah: 'Náhuatl',
  mam: 'Mam',
  kek: 'Q’eqchi’',
  quc: 'K’iche’',
  cak: 'Kaqchikel',
  yua: 'Maya',
  kjb: 'Q’anjob’al',
  ixl: 'Ixil',
  tzh: 'Tseltal',
  tzo: 'Tsotsil',
  mix: 'Mixteco',
  zap: 'Zapoteco',
  oto: 'Otomí',
  cab: 'Garífuna',
  miq: 'Miskito',
  guc: 'Wayuunaiki',
  arn: 'Mapudungun',
  shp: 'Shipibo-Konibo',
  srn: 'Sranan Tongo',
}
/** Jurisdictions of demonstrations. */
const FICTIONAL = new Set(['XA', 'XB', 'XC'])

/** `region`: how dates are written, as in "es-MX"; if not given, as in most places. */
export function wordsIn(language: Language, region: string = language): Words {
  const codes = CODES[language]
  const languages = new Intl.DisplayNames([language], { type: 'language', fallback: 'none' })
  const countries = new Intl.DisplayNames([language === 'es' ? 'es-419' : language], {
    type: 'region',
    fallback: 'none',
  })
  const moments = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'short' })
  const days = new Intl.DateTimeFormat(region, { dateStyle: 'long', timeZone: 'UTC' })
  const months = new Intl.DateTimeFormat(region, { year: 'numeric', month: 'long', timeZone: 'UTC' })
  const labels = (list: CodeList): Readonly<Record<string, string>> => codes[list]
  const countryName = (code: string) => (FICTIONAL.has(code) ? code : (countries.of(code) ?? code))
  const hubName = (hub: string) => {
    const country = countryName(hub.slice(0, 2))
    return hub.length === 2 ? country : hub.startsWith(country) ? hub : `${country} ${hub}`
  }
  const moment = (iso: string) => ordinal(moments.format(new Date(iso)), language)
  const day = (iso: string) => {
    if (/^\d{4}-\d{2}$/.test(iso)) return months.format(new Date(`${iso}-01T00:00:00Z`))
    return /^\d{4}-\d{2}-\d{2}/.test(iso) ? ordinal(days.format(new Date(iso)), language) : iso
  }
  return {
    ...datesIn(language, region),
    language,
    t: TEXTS[language],
    codes,
    code: (list, code) => labels(list)[code] ?? code.replaceAll(/[_-]+/g, ' '),
    codesOf: list => Object.keys(labels(list)),
    languageName: code => AUTONYMS[code] ?? capital(languages.of(code)) ?? code,
    countryName,
    hubName,
    hubNameAndCode: hub => (hubName(hub).endsWith(hub) ? hubName(hub) : `${hubName(hub)} (${hub})`),
    say: text => (language === 'fr' ? spaced(text.fr) : text[language]),
    span: ms => spanIn(language, ms),
    moment,
    day,
    ends: iso => (/T00:00:00(?:\.000)?Z$/.test(iso) ? day(new Date(Date.parse(iso) - 1).toISOString()) : moment(iso)),
    after: label => (label.endsWith('?') ? ' ' : TEXTS[language].app.colon),
    problem: problem => problemText(problem, language),
  }
}

const capital = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : text.charAt(0).toLocaleUpperCase() + text.slice(1)
