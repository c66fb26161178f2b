import {
  type MatchBuilt,
  type MessageBuilt,
  type PackageBuilt,
  priorities,
  RemakeSchema,
  timestampDate,
  toBinary,
} from '@amparo/contracts'
import { DELIVERY_ENDS, takenInUntil } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { missedBy, PRIORITIES, type Priority } from '../domain/dues.ts'
import type { RefusalCode } from '../domain/errors.ts'
import type { Body } from '../ports/edge-message.ts'
import type { EvidenceRow } from '../store/evidence.ts'
import { lockOutgoing, type NewOutgoing } from '../store/outgoing.ts'
import { recallOne } from '../store/recall.ts'
import { MAX_CIPHERTEXT_BYTES } from './ciphertext-fault.ts'
import type { Deps, DueDeps } from './deps.ts'
import { messages } from './messages.ts'
import { ownStatement } from './own-statement.ts'
import { type Addressed, compose, queue } from './queue.ts'
import { recallLate, supersede } from './recall.ts'
import type { RequestDeps } from './requests/deps.ts'
import { isOfOverRequest } from './requests/of-over.ts'
import { settle } from './settle.ts'

export interface PreparedPackage {
  readonly message: NewOutgoing
  /** That it was submitted, or why it cannot be sent. */
  readonly statement: EvidenceRow
}

interface PrepareDeps extends DueDeps {
  readonly reaches: (hub: string) => Promise<boolean>
}

/** The id of the event is the id of the message: handled twice, it is still one. */
export const preparePackage =
  (deps: PrepareDeps) =>
  async (eventId: string, built: PackageBuilt): Promise<PreparedPackage> => {
    const { packageId, referralId, to, from, ciphertext, sha256, supplement } = built
    const kind = supplement ? 'supplement' : 'package'
    const fromAgency = from?.agencyId ?? null
    const priority = PRIORITIES.find(known => built.priority !== 0 && known === priorities.toCode(built.priority))
    const remake = built.remake && toBinary(RemakeSchema, built.remake)
    const due = { ...(!supplement && dueOf(deps, priority ?? 'normal')), remake }
    const body = { packageId, referralId, ciphertext, sha256, ...(to ? { to } : {}) }
    return prepare(
      deps,
      built,
      { messageId: eventId, kind, packageId, fromAgency, ...due },
      { case: 'package', value: body },
    )
  }

/** The same of what an agency writes to another hub. */
export const prepareText =
  (deps: PrepareDeps) =>
  async (eventId: string, built: MessageBuilt): Promise<PreparedPackage> => {
    const { messageId, referralId, from, to, ciphertext, sha256, field, textSha256 } = built
    const body = { messageId, referralId, ciphertext, sha256, ...(to ? { to } : {}) }
    const fromAgency = from?.agencyId ?? null
    const of = { field, textSha256, toAgency: to?.agencyId }
    const row = { messageId: eventId, kind: 'message', packageId: messageId, fromAgency, ...of } as const
    return prepare(deps, built, row, { case: 'message', value: body })
  }

/** The same of what redaction asks another hub privately, or answers; it is about no referral. */
export const prepareMatch =
  (deps: PrepareDeps) =>
  async (eventId: string, built: MatchBuilt): Promise<PreparedPackage> => {
    const { matchId, to, ciphertext, sha256 } = built
    const body = { matchId, ciphertext, sha256, ...(to ? { to } : {}) }
    const of = { fromAgency: null, toAgency: to?.agencyId }
    const row = { messageId: eventId, kind: 'match', packageId: matchId, ...of } as const
    return prepare(deps, { ...built, referralId: eventId }, row, { case: 'match', value: body })
  }

/** A supplement completes what has arrived: nobody waits for it. */
const dueOf = ({ dues, now }: PrepareDeps, priority: Priority) => ({
  priority,
  lookAt: missedBy(now(), dues[priority], [], now()).nextAt,
})

type Carried = Pick<PackageBuilt, 'referralId' | 'to' | 'expiresAt' | 'ciphertext'>
type Row = Pick<
  Addressed,
  | 'messageId'
  | 'kind'
  | 'packageId'
  | 'fromAgency'
  | 'field'
  | 'textSha256'
  | 'toAgency'
  | 'priority'
  | 'lookAt'
  | 'remake'
>

async function prepare(deps: PrepareDeps, built: Carried, row: Row, body: Body): Promise<PreparedPackage> {
  const { referralId, to, ciphertext, expiresAt } = built
  const peer = to?.hub ?? ''
  // The one with which it is sealed, so that nobody opens what this hub has given up.
  const deadline = expiresAt ? timestampDate(expiresAt) : takenInUntil(deps.now(), DELIVERY_ENDS.normal)
  const message = compose(deps, { ...row, peer, referralId, deadline }, body)
  const obstacle = await obstacleTo(deps, peer, ciphertext)
  const statement = await (obstacle
    ? ownStatement(deps)(message, 'refused', obstacle)
    : ownStatement(deps)(message, 'submitted'))
  return { message, statement }
}

/** What is known now need not be waited for until the deadline. */
async function obstacleTo(
  { reaches }: PrepareDeps,
  peer: string,
  ciphertext: Uint8Array,
): Promise<RefusalCode | undefined> {
  if (!(await reaches(peer))) return 'peer_unknown'
  return ciphertext.byteLength > MAX_CIPHERTEXT_BYTES ? 'package_too_large' : undefined
}

type QueueDeps = Deps & Pick<RequestDeps, 'rules'>

export const queuePackage =
  (deps: QueueDeps) =>
  async (tx: Transaction, { message, statement }: PreparedPackage, builtAt: Date): Promise<void> => {
    const isOver = await isOfOverRequest(deps)(tx, message)
    await queue(deps, tx, message)
    const queued = await lockOutgoing(tx, message.messageId)
    if (!queued) return
    await settle(deps)(tx, queued, statement)
    const { messageId, peer, kind, referralId } = queued
    if (statement.kind !== 'refused') {
      if (isOver) return recallOne(tx, { messageId, code: 'request_over', at: deps.now() })
      await supersede(tx, queued)
      return recallLate(tx, { ...queued, builtAt }, deps.now())
    }
    messages['edge.failed'](deps.log, { messageId, peer, kind, referralId, code: statement.code ?? '' })
  }
