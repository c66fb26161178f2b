import { type Engine, type Identity, wholeName } from '@amparo/text'
import { everSaidOf, type Held } from './held.ts'
import { knownOfRecord, unitedOf } from './known-identity.ts'
import { listedSuspects } from './suspects.ts'

/**
 * Everything that no released text about a person may hold: of their record, of those that are linked with it, and of what they said before
 * they were corrected. A statement is not corrected with them, and goes on saying the name that was false.
 */
export const knownOf = (held: Held, words: Pick<Engine, 'isOrdinary'>): Identity => ({
  ...unitedOf(everSaidOf(held).map(record => knownOfRecord(record, words))),
  suspects: suspectGuardians(held),
})

/** In a document nobody sees who plays which part: there all of them are masked. */
export const withoutSuspects = (known: Identity): Identity => ({ ...known, suspects: [] })

/**
 * Guardians, of now or before, whom the record as it is now lists as suspects by their whole name: who reads suspects is told it there. Of what came
 * from another hub that one has masked the texts.
 */
function suspectGuardians(held: Held): readonly string[] {
  if (held.kind !== 'form') return []
  const listed = new Set(listedSuspects(held.form).flatMap(({ names }) => names.map(wholeName)))
  return everSaidOf(held)
    .flatMap(record =>
      record.kind === 'form' && record.form.subject.guardian ? [record.form.subject.guardian.name] : [],
    )
    .filter(name => listed.has(wholeName(name)))
}
