import { opensFrom, wouldOpen } from '@amparo/protocols'
import type { Book } from '../domain/book.ts'
import { errors } from '../domain/errors.ts'
import type { Permit } from '../domain/permit.ts'
import type { Attest } from '../ports/attestation.ts'
import type { Decide } from '../ports/decision.ts'
import type { Deps } from './deps.ts'
import { type AskedStep, takeable } from './takeable.ts'

export interface OpeningDeps extends Deps {
  readonly attest: Attest
  readonly decide: Decide
}

/**
 * A step that opens a referral again sends it again: consent is asked as it was then, for the same purpose. Undefined for any other step,
 * and for one that is refused anyway: the transaction says how. Throws no_such_subject, the code of a denial, or that a service cannot
 * answer now.
 */
export async function permitToOpen(deps: OpeningDeps, command: AskedStep): Promise<Permit | undefined> {
  const { caller, step } = command
  if (!mayOpen(deps.book, step)) return undefined
  const { found, side } = (await takeable(deps, command)) ?? {}
  if (found === undefined || side !== 'sender' || !wouldOpen(found.run, step)) return undefined
  const { id: referralId, from, to, subjectRef, priority, purpose, services } = found.referral
  if (to === undefined) return undefined
  const attested = await deps.attest({ caller, subjectRef, recipientHub: to.hub })
  if (attested === undefined) throw errors.no_such_subject()
  const protocol = found.run.protocol.family
  return deps.decide({ caller, referralId, from, to, protocol, priority, purpose, services, attested })
}

/** Whether in any protocol a step of that name opens anything. Most names are of no such step. */
const mayOpen = (book: Book, step: string): boolean =>
  book.known().some(protocol => {
    const def = protocol.steps[step]
    return def !== undefined && opensFrom(protocol, def) !== undefined
  })
