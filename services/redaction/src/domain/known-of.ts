import { type Engine, type Identity, wholeName } from '@amparo/text'
import { everSaidOf, type Held, type OneRecord } from './held.ts'
import { knownOfRecord, listIn, recordIn, textsIn, unitedOf } from './known-identity.ts'
import type { Known } from './redactor.ts'
import { type Hunting, listedSuspects } from './suspects.ts'

/** With what the record knows, in all four languages. */
type Reading = Pick<Engine, 'isOrdinary' | 'analyse'>

/**
 * Everything that no released text about a person may hold: of their record, of those that are linked with it, and of what they said before
 * they were corrected. A statement is not corrected with them, and goes on saying the name that was false.
 */
export function knownOf(held: Held, engine: Reading): Known {
  const ever = everSaidOf(held)
  const suspectNames = namesOfSuspects(held, huntingOf(held, engine))
  return {
    ...unitedOf(ever.map(record => knownOfRecord(record, engine))),
    suspects: suspectGuardians(held, suspectNames),
    listed: unitedOf(ever.map(suspectsIn)),
    suspectNames,
  }
}

/** Folded: of whom who reads suspects is told. What came from another hub tells no others. */
function namesOfSuspects(held: Held, hunting: Hunting): ReadonlySet<string> {
  const names =
    held.kind === 'form'
      ? listedSuspects(held.form, hunting).flatMap(suspect => suspect.names)
      : listIn(held.view.categories['suspects'], 'persons').flatMap(entry => textsIn(entry, 'names'))
  return new Set(names.map(wholeName))
}

/** What entries of suspects are held against. */
export const huntingOf = (held: Held, engine: Reading): Hunting => ({
  known: unitedOf(everSaidOf(held).map(record => knownOfRecord(withoutGuardian(record), engine))),
  guardians: everSaidOf(held).flatMap(guardiansIn),
  engine,
})

/** In a document nobody sees who plays which part: there all of them are masked. */
export const withoutSuspects = (known: Known): Known => ({ ...known, suspects: [] })

/** A guardian may be the suspect: a number of theirs is no number of the person. */
function withoutGuardian(record: OneRecord): OneRecord {
  if (record.kind === 'form') {
    const { subject, ...form } = record.form
    return { kind: 'form', form: { ...form, subject: { ...subject, guardian: null } } }
  }
  const { family: _, ...categories } = record.view.categories
  return { kind: 'package', view: { ...record.view, categories } }
}

const guardiansIn = (record: OneRecord): string[] => {
  if (record.kind === 'package') return textsIn(recordIn(record.view.categories['family'], 'guardian'), 'name')
  const { guardian } = record.form.subject
  return guardian ? [guardian.name] : []
}

/** Whom and what a record lists: nobody of it is the person. */
function suspectsIn(record: OneRecord): Identity {
  const lists = record.kind === 'form' ? { ...record.form.suspects } : record.view.categories['suspects']
  const of = (list: string, field: string) => listIn(lists, list).flatMap(entry => textsIn(entry, field))
  return {
    names: [],
    relatives: [...of('persons', 'names'), ...of('persons', 'aliases'), ...of('accounts', 'handle')],
    phones: of('persons', 'phones'),
    documents: of('vehicles', 'plate'),
  }
}

/**
 * Guardians, of now or before, whom the record as it is now lists as suspects by their whole name: who reads suspects is told it there. Of what came
 * from another hub that one has masked the texts.
 */
function suspectGuardians(held: Held, listed: ReadonlySet<string>): readonly string[] {
  if (held.kind !== 'form') return []
  return everSaidOf(held)
    .flatMap(record => (record.kind === 'form' ? guardiansIn(record) : []))
    .filter(name => listed.has(wholeName(name)))
}
