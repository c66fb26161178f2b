import type { Held } from '../held.ts'
import { knownOf } from '../known-identity.ts'
import type { KnownIdentity } from '../text/known.ts'
import { RedactionFailed, redactText } from '../text/redact-text.ts'

/** Of these not even the kind of what may be told is told: the band of an age, the month of a date. */
const QUASI: ReadonlySet<string> = new Set(['AGE', 'DATE', 'DATE_OF_BIRTH', 'NATIONALITY', 'NUMBER', 'GEO', 'DETAIL'])
const GONE = '[…]'

/**
 * A text for everybody to read: nobody is named, suspects as little as victims, and what together could find somebody is gone too.
 * Undefined when it cannot be made safe.
 *
 * @param people whom the text is about, as far as the vault has them: they are hunted in it
 */
export function publicText(text: string, lang: string, people: readonly Held[]): string | undefined {
  try {
    const { spans } = redactText(text, lang, joined(people.map(everybodyIn)), { dates: 'withheld' })
    const pieces = spans.map(({ start, type, placeholder }, n) => {
      const before = text.slice(spans[n - 1]?.end ?? 0, start)
      return before + (QUASI.has(type) ? GONE : placeholder)
    })
    return pieces.join('') + text.slice(spans.at(-1)?.end ?? 0)
  } catch (error) {
    if (error instanceof RedactionFailed) return undefined
    throw error
  }
}

/** The person and whoever else their record names, suspects among them. */
function everybodyIn(held: Held): KnownIdentity {
  const known = knownOf(held)
  if (held.kind !== 'form') return known
  const { persons = [], accounts = [], vehicles = [] } = held.form.suspects ?? {}
  return {
    ...known,
    names: [...known.names, ...persons.flatMap(({ names }) => names)],
    aliases: [...known.aliases, ...persons.flatMap(({ aliases }) => aliases), ...accounts.map(({ handle }) => handle)],
    phones: [...known.phones, ...persons.flatMap(({ phones }) => phones)],
    documents: [...known.documents, ...vehicles.map(({ plate }) => plate)],
  }
}

const joined = (known: readonly KnownIdentity[]): KnownIdentity => ({
  names: known.flatMap(({ names }) => names),
  aliases: known.flatMap(({ aliases }) => aliases),
  documents: known.flatMap(({ documents }) => documents),
  phones: known.flatMap(({ phones }) => phones),
  emails: known.flatMap(({ emails }) => emails),
  addresses: known.flatMap(({ addresses }) => addresses),
  dateOfBirth: known.find(({ dateOfBirth }) => dateOfBirth !== null)?.dateOfBirth ?? null,
  nationalities: known.flatMap(({ nationalities }) => nationalities),
})
