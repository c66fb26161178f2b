import type { Relation } from '@amparo/contracts'
import type { Engine } from '@amparo/text'
import type { Held } from '../domain/held.ts'
import { knownOf } from '../domain/known-identity.ts'
import type { FindRelations } from '../ports/relations.ts'
import type { Reader } from '../ports/standing.ts'

export interface RelationsDeps {
  readonly engine: Pick<Engine, 'isOrdinary'>
  readonly findRelations: FindRelations
}

/**
 * What a reader is to the person of whom something is about to be opened, for the entry that comes first. Of everything that shows identity
 * or a text: a colleague who opens the one file is no less to be asked than one who opens the view.
 */
export const relationsTo = (
  { engine, findRelations }: RelationsDeps,
  reader: Reader,
  held: Held,
): Promise<Relation[]> => findRelations(reader, knownOf(held, engine).names)
