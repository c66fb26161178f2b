import {
  type Attestation,
  type DecideRequest,
  type ServiceName,
  Occasion as WireOccasion,
  type AgencyRef as WireRef,
} from '@amparo/contracts'
import { requestHash, type VerificationKey } from '@amparo/crypto'
import type { Caller, TokenVerifier } from '@amparo/http'
import type { AgencyRef } from '../domain/agency.ts'
import type { Occasion } from '../domain/asking.ts'
import type { Priority, Protocol, Purpose } from '../domain/codes.ts'
import { errors } from '../domain/errors.ts'
import { statementHash } from '../ports/attestation.ts'
import { wires } from '../ports/codes.ts'
import type { Deps } from './deps.ts'
import { readStated } from './guardian-found.ts'

/** A question whose token and attestation are verified. What it says of the referral is still only said. */
export interface Question {
  readonly occasion: Occasion
  readonly caller: Caller | undefined
  readonly stated: Attestation
  readonly referralId: string
  readonly sender: AgencyRef
  readonly recipient: AgencyRef
  readonly protocol: Protocol
  readonly priority: Priority
  readonly purpose: Purpose | undefined
  readonly services: number
  /** What the referral's recipient found out, back to its sender. */
  readonly report: boolean
  /** Of the question, hex: what the permit is bound to. */
  readonly hash: string
  /** SHA-256 of the attestation, hex. */
  readonly attestationHash: string
}

export interface AskedBy {
  readonly asker: ServiceName
  /** The question as it came. */
  readonly bytes: Uint8Array
}

export interface QuestionDeps extends Pick<Deps, 'store' | 'now'> {
  readonly verifier: TokenVerifier
  /** Redaction's key. */
  readonly attester: VerificationKey
}

/** Which service may ask on which occasion. */
const OCCASIONS: ReadonlyMap<WireOccasion, readonly [Occasion, ServiceName]> = new Map([
  [WireOccasion.SUBMIT, ['submit', 'referral'] as const],
  [WireOccasion.PACKAGE, ['package', 'redaction'] as const],
  [WireOccasion.VIEW, ['view', 'redaction'] as const],
  [WireOccasion.LINK, ['link', 'redaction'] as const],
  [WireOccasion.HAND_OVER, ['hand_over', 'redaction'] as const],
])

/** Throws question_unreadable, unauthenticated or statement_invalid: then there is no answer, which is no permit. */
export const readQuestion =
  ({ verifier, ...deps }: QuestionDeps) =>
  async (request: DecideRequest, { asker, bytes }: AskedBy): Promise<Question> => {
    const [occasion, from] = OCCASIONS.get(request.occasion) ?? []
    if (occasion === undefined || from !== asker) throw errors.question_unreadable()
    const about = readAbout(request)
    // Only a package, and what is shown by a link, is asked for without a user; it rests on what a user was permitted before.
    const unattended = (occasion === 'package' || occasion === 'link') && request.token === ''
    const caller = unattended ? undefined : await verifier.verify(request.token)
    // What it is about is compared below.
    const stated = await readStated(deps, request.attestation)
    if (stated.subjectId === '') throw errors.question_unreadable()
    return {
      ...{ occasion, caller, stated, ...about },
      hash: requestHash(bytes),
      attestationHash: statementHash(request.attestation),
    }
  }

function readAbout(request: DecideRequest) {
  const { referralId, sender, recipient, services } = request
  const protocol = wires.protocol.read(request.protocol)
  const priority = wires.priority.read(request.priority)
  const purpose = wires.purpose.read(request.purpose)
  // A purpose that this hub does not know is not taken for one that was left open.
  const purposeKnown = purpose !== undefined || request.purpose === 0
  if (protocol === undefined || priority === undefined || !purposeKnown || referralId === '') {
    throw errors.question_unreadable()
  }
  const parties = { sender: refOf(sender), recipient: refOf(recipient) }
  const { report } = request
  return { referralId, ...parties, protocol, priority, purpose, services: services.length, report }
}

function refOf(ref: WireRef | undefined): AgencyRef {
  if (ref === undefined || ref.hub === '' || ref.agencyId === '') throw errors.question_unreadable()
  return { hub: ref.hub, agencyId: ref.agencyId }
}
