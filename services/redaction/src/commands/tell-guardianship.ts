import { encode, guardianshipChanged } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { answerFor, type Held } from '../domain/held.ts'

interface Changed {
  readonly subjectId: string
  readonly before: Held
  readonly now: Held
  readonly at: Date
  readonly correlationId: string
}

/** Where the record says otherwise than before who speaks for a child, or that there is one, consent hears that, and asks. */
export function tellGuardianship(
  { hub, newId, now: clock }: { readonly hub: string; readonly newId: NewId; readonly now: Clock },
  tx: Transaction,
  { subjectId, before, now, at, correlationId }: Changed,
): void {
  const said = (held: Held) => {
    const asked = { language: '', recipientHub: hub, ownHub: hub }
    const { minor, guardianNamed, guardianConflict } = answerFor(held, asked, clock())
    return [minor, guardianNamed, guardianConflict].join()
  }
  if (said(before) === said(now)) return
  const meta = { id: newId(), aggregateId: newId(), aggregateVersion: 1, occurredAt: at, correlationId }
  tx.emit(encode(guardianshipChanged, { subjectId }, meta))
}
