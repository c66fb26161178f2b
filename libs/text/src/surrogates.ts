import type { Language } from './language.ts'
import type { Role } from './types.ts'

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

const WORD = new RegExp(
  `^(?:${[...new Set(Object.values(WORDS).flatMap(words => Object.values(words)))].join('|')}) [A-Z]{1,2}$`,
)

/** Whether this is such a word as stands for a person in a text that was masked, in any language. */
export const isSurrogate = (word: string): boolean => WORD.test(word)

/** A person who has a word, and by which names, folded. */
export interface Called {
  readonly names: readonly string[]
  readonly role: Role
  readonly letter: string
}

/** Words put in the place of persons; the same person has the same word wherever the same instance is used. */
export interface Surrogates {
  /** `names` are the words by which the person is known in one text, folded: of one person in a share they overlap. They are not shown. */
  of(names: readonly string[], role: Role, language: Language): string
  /** Everybody so far, in the order in which they came. It names them: it is kept as closely as the texts. */
  called(): readonly Called[]
}

/**
 * Begins a share, or goes on with one: what one reader is shown of one person, at whatever time.
 *
 * @param before who was called what in it already
 */
export function createSurrogates(before: readonly Called[] = []): Surrogates {
  const given = before.map(({ names, role, letter }) => ({ names: new Set(names), role, letter }))
  return {
    of(names, role, language) {
      const same = (known: Set<string>): boolean => {
        const shared = names.filter(name => known.has(name)).length
        return shared > 0 && (shared === names.length || shared === known.size)
      }
      let known = given.find(person => same(person.names))
      if (known === undefined) {
        const count = given.filter(person => person.role === role).length
        known = { names: new Set(names), role, letter: letters(count) }
        given.push(known)
      }
      for (const name of names) known.names.add(name)
      return `${WORDS[language][known.role]} ${known.letter}`
    },
    called: () => given.map(({ names, role, letter }) => ({ names: [...names], role, letter })),
  }
}

/** A ... Z, AA, AB ... */
const letters = (n: number): string =>
  (n < 26 ? '' : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26))
