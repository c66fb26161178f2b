import type { Relation, RequestStanding } from '@amparo/contracts'
import { namesIn } from '../../domain/relations.ts'
import type { Party } from '../../ports/decision.ts'
import type { FindRelations } from '../../ports/relations.ts'
import { openRequestText, type SealedText } from '../../store/request-texts.ts'
import { isSame } from '../open-case.ts'
import type { ViewCaller } from '../view-request.ts'
import type { RequestTextDeps } from './deps.ts'
import { heldTexts, isSealed } from './reading.ts'

export interface RelationsInDeps extends Pick<RequestTextDeps, 'store' | 'keys'> {
  readonly findRelations: FindRelations
}

/**
 * What a reader is to whom a request for evidence names, for the entry that comes before any of it is opened. No record of a person stands
 * behind a request: names are what its texts hold, and `more`, if that is opened too. What the reader's own agency wrote is no disclosure to it.
 */
export async function relationsIn(
  deps: RelationsInDeps,
  standing: RequestStanding,
  {
    caller,
    own,
    more = [],
  }: { readonly caller: ViewCaller; readonly own: Party; readonly more?: readonly SealedText[] },
): Promise<Relation[]> {
  // What is sealed to the agency's own key nobody reads here.
  const { open } = await heldTexts(deps, standing)
  const texts = [...open, ...more].filter(text => !isSealed(text) && !isSame(text.by, own))
  const key = texts.length === 0 ? undefined : await deps.keys.get(standing.requestId)
  const written = key === undefined ? [] : texts.map(text => openRequestText(key, text).content.text)
  return deps.findRelations(caller, written.flatMap(namesIn))
}
