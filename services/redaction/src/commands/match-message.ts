import {
  create,
  encode,
  type MatchAnswer,
  MatchMessageSchema,
  type MatchQuestion,
  type MessageInitShape,
  matchBuilt,
  readForeign,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Party } from '../ports/decision.ts'
import type { Directory, RecipientCertificate } from '../ports/directory.ts'
import type { AgencyKeyStore } from './agency-key.ts'
import { openCiphertext, openingFor, type Received } from './received.ts'
import { type PackageKey, sealToAgency } from './seal-to-agency.ts'

export type MatchBody = NonNullable<MessageInitShape<typeof MatchMessageSchema>['body']>

/** Signed, and encrypted in the profile that the recipient's certificate asks for. */
export const sealMatch = async (body: MatchBody, recipient: RecipientCertificate, packageKey: PackageKey) =>
  sealToAgency(
    toBinary(MatchMessageSchema, create(MatchMessageSchema, { body })),
    recipient,
    await packageKey(recipient.profile),
  )

interface Sent {
  readonly matchId: string
  readonly to: Party
  readonly sealed: Awaited<ReturnType<typeof sealMatch>>
  readonly expiresAt: Date
  readonly at: Date
}

/** Hands it to exchange, in the transaction that makes it true. */
export function sendMatch(tx: Transaction, newId: NewId, { matchId, to, sealed, expiresAt, at }: Sent): void {
  const meta = { id: newId(), aggregateId: matchId, aggregateVersion: 1, occurredAt: at, correlationId: matchId }
  tx.emit(encode(matchBuilt, { matchId, to, ...sealed, expiresAt: timestampFromDate(expiresAt) }, meta))
}

export type ReceivedMatch = Omit<Received, 'referralId'>

/** A set of the most entries and what is around it. */
const MAX_BYTES = 960 * 1024

interface OpenDeps {
  readonly hub: string
  readonly keyStore: AgencyKeyStore
  readonly directory: Directory
  readonly now: Clock
}

/** What is inside, once that hub's redaction is known to have signed it for this agency. Throws match_unreadable, or what is wrong with a key. */
export async function openMatch(
  deps: OpenDeps,
  received: ReceivedMatch,
): Promise<{ readonly question: MatchQuestion } | { readonly answer: MatchAnswer }> {
  const { fromHub, to } = received
  const { hub } = deps
  const opening = to.hub === hub && fromHub !== hub ? await openingFor(deps, received) : undefined
  if (opening === undefined) throw errors.match_unreadable()
  const limits = { maxBytes: MAX_BYTES, unreadable: errors.match_unreadable }
  const { body } = decoded((await openCiphertext(received, opening, limits)).data)
  const said = body.value
  const isAddressed = said?.from?.hub === fromHub && said.to?.hub === hub && said.to.agencyId === to.agencyId
  // What was made for somebody else is no less signed.
  if (!isAddressed) throw errors.match_unreadable()
  if (body.case === 'question') return { question: body.value }
  if (body.case === 'answer') return { answer: body.value }
  throw errors.match_unreadable()
}

function decoded(data: Uint8Array) {
  try {
    return readForeign(MatchMessageSchema, data)
  } catch {
    throw errors.match_unreadable()
  }
}
