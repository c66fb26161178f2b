import type { RequestStanding } from '@amparo/contracts'
import { errors } from '../../domain/request-errors.ts'
import type { NamedFile } from '../../domain/request-files.ts'
import type { Party } from '../../ports/decision.ts'
import type { AskedPermit } from '../../ports/requests.ts'

/** What consent is asked of a file that leaves on a request which names it. */
export const leaving = (
  { requestId, toHub: executingHub }: RequestStanding,
  { victims }: NamedFile,
  { sender, recipient }: { readonly sender: Party; readonly recipient: Party },
): AskedPermit => ({ requestId, sender, recipient, executingHub, reader: undefined, victims })

/** An annex goes with what is asked: once that is over, or was taken back, it goes no more. What was obtained still does. */
export const isOverFor = ({ over }: RequestStanding, { side }: Pick<NamedFile, 'side'>): boolean =>
  over && side === 'sender'

/** Throws request_over. */
export function demandOpen(standing: RequestStanding, named: NamedFile): void {
  if (isOverFor(standing, named)) throw errors.request_over()
}
