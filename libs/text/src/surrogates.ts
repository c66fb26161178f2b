import type { Language } from './language.ts'
import { ROLES, type Role } from './types.ts'

const WORDS: Readonly<Record<Language, Readonly<Record<Role, string>>>> = {
  es: {
    victim: 'víctima',
    minor: 'menor',
    relative: 'familiar',
    witness: 'testigo',
    suspect: 'persona señalada',
    official: 'funcionario/a',
    third: 'persona',
  },
  pt: {
    victim: 'vítima',
    minor: 'menor',
    relative: 'familiar',
    witness: 'testemunha',
    suspect: 'pessoa apontada',
    official: 'agente',
    third: 'pessoa',
  },
  fr: {
    victim: 'victime',
    minor: 'mineur·e',
    relative: 'proche',
    witness: 'témoin',
    suspect: 'personne mise en cause',
    official: 'agent·e',
    third: 'personne',
  },
  en: {
    victim: 'victim',
    minor: 'minor',
    relative: 'relative',
    witness: 'witness',
    suspect: 'suspect',
    official: 'official',
    third: 'person',
  },
}

const ROLE_OF: ReadonlyMap<string, Role> = new Map(
  Object.values(WORDS).flatMap(words => ROLES.map(role => [words[role], role] as const)),
)

/** What such a word says of somebody: "testigo A" is a witness, the first. Undefined: it is no such word. */
function toldBy(word: string): { readonly said: string; readonly role: Role; readonly letter: string } | undefined {
  const [, said = '', letter = ''] = /^(.+) ([A-Z]{1,2})$/.exec(word) ?? []
  const role = ROLE_OF.get(said)
  return role && { said, role, letter }
}

/** Whether this is such a word as stands for a person in a text that was masked, in any language. */
export const isSurrogate = (word: string): boolean => toldBy(word) !== undefined

/** A way in which somebody who has a word is named, folded. Whoever is named in several ways is there as often. */
export interface Called {
  readonly names: readonly string[]
  readonly role: Role
  readonly letter: string
}

/** One person of a text. */
export interface Somebody {
  /** The words by which they are known in it, folded. They are not shown. */
  readonly names: readonly string[]
  readonly role: Role
}

/** Words put in the place of persons; the same person has the same word wherever the same instance is used. */
export interface Surrogates {
  /**
   * Their words, in their order. Who is named as before has the word of before. Whose name is a part of another's, or more of it, has that one's
   * word if it can be nobody else's: no two people of a text have one word, and who may be either of two has a word of their own.
   *
   * @param people all of one text, each once
   */
  of(people: readonly Somebody[], language: Language): readonly string[]
  /**
   * What such words as another hub has put are called here: who is behind them it alone knows. They stay as they are where nobody else has the
   * word, and whoever comes later has another.
   *
   * @param from by it, who is behind a word stays the same
   */
  adopted(words: readonly string[], from: string): ReadonlyMap<string, string>
  /** Everybody so far, in the order in which they came. It names them: it is kept as closely as the texts. */
  called(): readonly Called[]
}

interface Person {
  readonly role: Role
  readonly letter: string
  /** Each of the ways in which they were named. */
  readonly told: ReadonlySet<string>[]
}

/**
 * Begins a share, or goes on with one: what one reader is shown of one person, at whatever time.
 *
 * @param before who was called what in it already
 */
export function createSurrogates(before: readonly Called[] = []): Surrogates {
  const given: Person[] = []
  const ways: Called[] = []
  const holds = (role: Role, letter: string) => given.find(person => person.role === role && person.letter === letter)
  const add = ({ names, role }: Somebody, letter: string): Person => {
    const known = holds(role, letter)
    const person = known ?? { role, letter, told: [] }
    if (known === undefined) given.push(person)
    person.told.push(new Set(names))
    ways.push({ names: [...names], role, letter })
    return person
  }
  const begin = (somebody: Somebody): Person => {
    let place = given.filter(person => person.role === somebody.role).length
    while (holds(somebody.role, letters(place)) !== undefined) place++
    return add(somebody, letters(place))
  }
  const named = (names: readonly string[], but: ReadonlySet<Person>): Person | undefined =>
    given.find(person => !but.has(person) && person.told.some(told => isSame(told, names)))
  for (const { names, role, letter } of before) add({ names, role }, letter)
  return {
    of(people, language) {
      const taken = new Set<Person>()
      const exact = people.map(({ names }) => {
        const person = named(names, taken)
        if (person) taken.add(person)
        return person
      })
      const near = people.map(({ names }, i) =>
        exact[i] ? [] : given.filter(person => !taken.has(person) && isAkin(person, names, given)),
      )
      const found = people.map((somebody, i) => {
        const [only, other] = near[i] ?? []
        const isAlone = only && !other && near.every((others, j) => i === j || !others.includes(only))
        return exact[i] ?? (isAlone ? add({ ...somebody, role: only.role }, only.letter) : begin(somebody))
      })
      return found.map(({ role, letter }) => `${WORDS[language][role]} ${letter}`)
    },
    adopted(words, from) {
      const came = [...new Set(words)].flatMap(word => {
        const told = toldBy(word)
        return told ? [{ word, ...told, names: [`@${from} ${told.role} ${told.letter}`] }] : []
      })
      // Who can keep the word keeps it, before others look for one.
      for (const one of came)
        if (named(one.names, NOBODY) === undefined && holds(one.role, one.letter) === undefined) add(one, one.letter)
      return new Map(
        came.map(one => [one.word, `${one.said} ${(named(one.names, NOBODY) ?? begin(one)).letter}`] as const),
      )
    },
    called: () => [...ways],
  }
}

const NOBODY: ReadonlySet<Person> = new Set()

const isSame = (told: ReadonlySet<string>, names: readonly string[]): boolean =>
  told.size === names.length && names.every(name => told.has(name))

const isWithin = (some: Iterable<string>, all: ReadonlySet<string>): boolean => [...some].every(name => all.has(name))

/**
 * Whether a name may be a person's: a part of all that they were called, or all of it and more. "José Quispe" is not who was "María Quispe", though
 * both are in "María José Quispe". A name that is a part of somebody else's too is not made longer: it may be that one's.
 */
function isAkin(person: Person, names: readonly string[], given: readonly Person[]): boolean {
  const all = new Set(names)
  return (
    person.told.every(told => told.size > 0 && (isWithin(names, told) || isWithin(told, all))) &&
    (person.told.some(told => isWithin(names, told)) ||
      !given.some(other => other !== person && other.told.some(told => person.told.some(own => isWithin(own, told)))))
  )
}

/** A ... Z, AA, AB ... */
const letters = (n: number): string =>
  (n < 26 ? '' : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26))
