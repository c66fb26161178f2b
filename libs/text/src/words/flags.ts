import { ROLES } from '../types.ts'
import { MONTHS, NUMBER_WORDS } from './calendar.ts'
import { CAPITAL_WORDS, COUNTRIES } from './capital-words.ts'
import { FUNCTION_WORDS, NAME_PARTICLES } from './function-words.ts'
import { LABELS } from './labels.ts'
import { CURRENCIES, LAW_HEADS, LAW_WORDS, UNITS } from './laws.ts'
import { NAMES_THAT_ARE_WORDS } from './names-that-are-words.ts'
import { DOOR_WORDS, ORG_HEADS, ORG_TAILS, PLACE_HEADS, STREET_TAILS, STREETS } from './places.ts'
import { CALLED_WORDS, ROLE_WORDS, TITLES } from './roles.ts'
import { signOf } from './signs.ts'

/** What a word can be, one bit each; every word of a text is looked up once. */
export const IS = {
  function: 1,
  particle: 1 << 1,
  title: 1 << 2,
  called: 1 << 3,
  month: 1 << 4,
  number: 1 << 5,
  currency: 1 << 6,
  unit: 1 << 7,
  lawHead: 1 << 8,
  lawWord: 1 << 9,
  orgHead: 1 << 10,
  orgTail: 1 << 11,
  placeHead: 1 << 12,
  street: 1 << 13,
  streetTail: 1 << 14,
  door: 1 << 15,
  nameWord: 1 << 16,
  capital: 1 << 17,
  country: 1 << 18,
  victim: 1 << 19,
  minor: 1 << 20,
  relative: 1 << 21,
  witness: 1 << 22,
  suspect: 1 << 23,
  official: 1 << 24,
  third: 1 << 25,
  phoneLabel: 1 << 26,
  docLabel: 1 << 27,
  bankLabel: 1 << 28,
  plateLabel: 1 << 29,
  /** Some finder has a list of its own that holds it. */
  listed: 1 << 30,
} as const

/** Any part that a person plays. */
export const ROLE = ROLES.reduce((all, role) => all | IS[role], 0)
/** Any word that announces a number. */
export const LABEL = IS.phoneLabel | IS.docLabel | IS.bankLabel | IS.plateLabel

const flags = new Map<string, number>()

/** Both forms of "encargado/a"; everything before the slash loses its last letter for the other. */
const formsOf = (word: string): string[] => {
  const [base = '', other] = word.split('/')
  return other === undefined ? [base] : [base, /[aeiou]$/.test(base) ? base.slice(0, -1) + other : base + other]
}

const add = (list: string, bit: number): void => {
  for (const word of list.split(/[\s|]+/))
    for (const form of formsOf(word)) if (form !== '') flags.set(form, (flags.get(form) ?? 0) | bit)
}

for (const words of Object.values(FUNCTION_WORDS)) add(words, IS.function)
add('mwen li nou yo sa ki pou ak nan se te ap pa men anpil kote lakay yon moun konsa paske tou', IS.function)
add('zeg neemt mijn zonder naam niet ook geen naar haar hij zij wij het een artikel', IS.function)
add(NAME_PARTICLES, IS.particle)
add(TITLES, IS.title)
add(CALLED_WORDS, IS.called)
add(MONTHS.join(' '), IS.month)
add(NUMBER_WORDS, IS.number)
add(CURRENCIES, IS.currency)
add(UNITS, IS.unit)
add(LAW_HEADS, IS.lawHead)
add(LAW_WORDS, IS.lawWord)
add(ORG_HEADS, IS.orgHead)
add(ORG_TAILS, IS.orgTail)
add(PLACE_HEADS, IS.placeHead)
add(STREETS, IS.street)
add(STREET_TAILS, IS.streetTail)
add(DOOR_WORDS, IS.door)
add(NAMES_THAT_ARE_WORDS, IS.nameWord)
add(CAPITAL_WORDS, IS.capital)
add(Object.values(COUNTRIES).join(' '), IS.country)
for (const role of ROLES) add(ROLE_WORDS[role], IS[role])
add(LABELS.PHONE, IS.phoneLabel)
add(LABELS.DOC_ID, IS.docLabel)
add(LABELS.BANK, IS.bankLabel)
add(LABELS.PLATE, IS.plateLabel)

/** Spares all other words a look at a finder's own list, and gives the list its sign. Called while modules load, before any text is read. */
export function enlist(words: Iterable<string>): number {
  const all = [...words]
  for (const word of all) flags.set(word, (flags.get(word) ?? 0) | IS.listed)
  return signOf(all)
}

export const flaggedWords = (): Iterable<string> => flags.keys()

export const flagsOf = (word: string): number => flags.get(word) ?? 0

/** Small words of any of the four languages; a name never consists of them alone. */
export const isSmallWord = (word: string): boolean => (flagsOf(word) & (IS.function | IS.particle)) !== 0
