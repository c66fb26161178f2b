import { Relation } from '@amparo/contracts'
import type { Engine } from '@amparo/text'
import type { Held } from '../domain/held.ts'
import { knownOfRecord } from '../domain/known-identity.ts'
import type { FindRelations } from '../ports/relations.ts'
import type { Reader } from '../ports/standing.ts'

export interface RelationsDeps {
  readonly engine: Pick<Engine, 'isOrdinary'>
  readonly findRelations: FindRelations
}

/**
 * What a reader is to the person of whom something is about to be opened, for the entry that comes first. Of everything that shows identity
 * or a text: a colleague who opens the one file is no less to be asked than one who opens the view. Unknown of a person of whom all that came
 * is sealed to an agency's own key: there is no name here to compare.
 */
export const relationsTo = async (
  { engine, findRelations }: RelationsDeps,
  reader: Reader,
  held: Held,
): Promise<Relation[]> =>
  isForAgencyAlone(held) ? [Relation.UNKNOWN] : findRelations(reader, knownOfRecord(held, engine).names)

const isForAgencyAlone = (held: Held): boolean =>
  held.kind === 'package' && Object.keys(held.view.categories).length === 0
