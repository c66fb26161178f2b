import { denials } from '@amparo/contracts'
import { codesToCarry, type Protocol, SUBMIT } from '@amparo/protocols'
import type { Replay, Transaction } from '@amparo/store'
import { mayEnter } from '../domain/access.ts'
import type { Detail } from '../domain/detail.ts'
import { errors } from '../domain/errors.ts'
import { type Fallback, faultsOf } from '../domain/fallback.ts'
import type { ItemCodes } from '../domain/item-codes.ts'
import { opening } from '../domain/open.ts'
import type { Permit } from '../domain/permit.ts'
import { isSameParty, type Party, type Referral } from '../domain/referral.ts'
import { suits } from '../domain/suits.ts'
import type { Invalid } from '../domain/take-step.ts'
import type { FindMinor } from '../ports/age.ts'
import type { FindAgency } from '../ports/agencies.ts'
import type { Attest, Attested } from '../ports/attestation.ts'
import type { Decide } from '../ports/decision.ts'
import { recordDelivery } from '../store/deliveries.ts'
import { getDetail } from '../store/details.ts'
import { takePaperNumber } from '../store/paper-numbers.ts'
import { addReferral, claimId, lockReferral } from '../store/referrals.ts'
import { attach, type Belongings } from './attach.ts'
import type { Asking, Deps, Sending } from './deps.ts'
import { recordStep } from './record-steps.ts'
import { tellDraftEnded } from './tell-draft-ended.ts'
import { tellSubmitted } from './tell-submitted.ts'
import { usePermit } from './use-permit.ts'
import { watchEmergency } from './watch-delivery.ts'

export interface SubmitReferral extends Belongings {
  readonly caller: Asking & Sending & { readonly token: string }
  readonly subjectRef: string
  /** Id of the protocol; its latest version is taken. */
  readonly protocol: string
  readonly priority: string
  readonly to: Party
  readonly purpose: string | undefined
  readonly services: readonly string[]
  readonly quick: boolean
  /** It was made by phone or on paper first. */
  readonly fallback?: Fallback | undefined
  /** Of what is sent, where the protocol asks for them. */
  readonly itemCodes?: ItemCodes | undefined
  /** The safeguarding draft that this completes. */
  readonly draftId: string | undefined
  readonly correlationId: string
  readonly replay: Replay
  /** How the request's fields are refused. */
  readonly invalid: Invalid
}

export interface SubmitDeps extends Deps {
  readonly findAgency: FindAgency
  readonly attest: Attest
  readonly decide: Decide
  readonly findMinor: FindMinor
  /** How long ago that may have been. */
  readonly longestFallbackMs: number
}

/**
 * Asks directory, redaction and consent first, then stores the referral and its news in one transaction. Throws
 * no_such_subject, no_such_referral (of the draft), paper_number_taken, the code of a denial, that the request is invalid, or that a
 * service cannot answer now. What was permitted and taken back before it was stored is not sent.
 */
export const submitReferral =
  (deps: SubmitDeps) =>
  async (command: SubmitReferral): Promise<Detail> => {
    const from = { hub: deps.hub, agencyId: command.caller.agency }
    const protocol = deps.book.latest(command.protocol)
    // To those outside a compartment its protocol does not exist.
    if (protocol === undefined || !mayEnter(protocol.compartment, command.caller))
      throw command.invalid([{ pointer: '/protocol', code: 'unknown_code' }])
    if (isSameParty(from, command.to)) throw errors.recipient_is_sender()
    const faults = command.fallback ? faultsOf(command.fallback, deps.now(), deps.longestFallbackMs) : []
    if (faults.length > 0) throw command.invalid(faults)
    if (command.draftId !== undefined) await deps.run(tx => ownDraft(tx, command, from))
    const id = command.draftId ?? deps.newId()
    const { permit, minor, outside, itemCodes } = await permitted(deps, command, protocol, { id, from })
    const { purpose } = permit
    const { priority, to, subjectRef, services, quick, fallback } = command
    const given = {
      ...{ id, priority, from, to, subjectRef, purpose, services, quick, minor, fallback, outside },
      itemCodes,
      submittedAt: deps.now(),
    }
    const referral = opening(deps.book, protocol, given)
    return deps.run(tx => store(tx, deps, command, referral, permit), command.replay)
  }

/**
 * Consent's permit, with the purpose for which it may be sent; whether it is of a child, and whether it goes to no member. Consent
 * decides before the protocol does: its order of refusals holds.
 */
async function permitted(
  deps: SubmitDeps,
  command: SubmitReferral,
  protocol: Protocol,
  { id: referralId, from }: Pick<Referral, 'id' | 'from'>,
): Promise<Pick<Referral, 'minor' | 'itemCodes'> & { readonly permit: Permit; readonly outside: boolean }> {
  const { caller, subjectRef, to, services } = command
  const [attested, sender, recipient] = await Promise.all([
    deps.attest({ caller, subjectRef, recipientHub: to.hub }),
    deps.findAgency(from),
    deps.findAgency(to),
  ])
  if (attested === undefined) throw errors.no_such_subject()
  if (sender === undefined || sender.suspended) throw denials.sender_unknown()
  if (recipient === undefined || recipient.suspended) throw denials.recipient_unknown()
  const permit = await deps.decide({ ...command, protocol: protocol.family, from, referralId, attested })
  // Of whom the agency was given to read the attestation says nothing; whether it is a child is asked once they may be sent.
  const minor = attested.received ? await deps.findMinor(subjectRef) : attested.minor
  const answer = suits(protocol, { sender: sender.type, recipient: recipient.type, minor, services })
  if (answer === 'not_for_agency') throw denials.protocol_not_for_agency()
  if (answer === 'needs_minor') throw errors.protocol_needs_minor()
  if (answer === 'not_for_services') throw command.invalid([{ pointer: '/services', code: 'not_on_the_list' }])
  const itemCodes = codesOf(command, protocol, attested)
  // What is kept from colleagues is not shown to anybody outside; and the link is this hub's.
  const { outside } = recipient
  if (outside && (protocol.compartment || to.hub !== deps.hub)) throw denials.protocol_not_for_agency()
  return { permit, minor, outside, itemCodes }
}

/** What came to the sender goes on under the codes with which it came. Throws item_codes_differ, and that the request is invalid. */
function codesOf(
  { itemCodes: stated, invalid }: SubmitReferral,
  { evaluated = false }: { readonly evaluated?: boolean | undefined },
  { itemCodes: came }: Attested,
): ItemCodes | undefined {
  const carried = codesToCarry({ stated, came, isEvaluated: evaluated })
  if (carried === 'differ') throw errors.item_codes_differ()
  if ('faults' in carried) throw invalid(carried.faults)
  return carried.codes
}

async function store(
  tx: Transaction,
  deps: SubmitDeps,
  command: SubmitReferral,
  referral: Referral,
  permit: Permit,
): Promise<Detail> {
  const { id, from, to, submittedAt: at, fallback } = referral
  const { caller, correlationId } = command
  // A withdrawal of what this rests on comes before or after, never in between.
  await claimId(tx, id)
  if (command.draftId === undefined) await addReferral(tx, referral)
  else await ownDraft(tx, command, from)
  await usePermit(tx, id, permit, deps.now())
  const submit = {
    step: SUBMIT,
    side: 'sender',
    data: { version: referral.protocolVersion },
    byUser: caller.user,
    happenedAt: fallback?.happenedAt,
  } as const
  if (fallback) await takeNumber(tx, deps, command, { id, number: fallback.number })
  // Of a draft's row all is written anew. The recipient's hub hears of it by the referral itself.
  await recordStep(tx, deps, { referral, steps: [], run: undefined }, submit, { at, correlationId, quiet: true })
  await recordDelivery(tx, { referralId: id, kind: 'submitted', at })
  // Inside one hub the recipient's inbox is this table.
  if (to?.hub === deps.hub) await recordDelivery(tx, { referralId: id, kind: 'delivered', at })
  await watchEmergency(tx, deps, referral, at)
  await tellSubmitted(tx, deps, referral, { at, correlationId, by: caller })
  if (command.draftId !== undefined) await tellDraftEnded(tx, { referralId: id, at, correlationId, newId: deps.newId })
  const asker = { ...from, scopes: caller.scopes }
  await attach(tx, id, command, { asker, user: caller.user, at })
  return getDetail(tx, deps.book, id, asker)
}

/** A form that was entered already is not entered again; those who may see that referral are told which it is. */
async function takeNumber(
  tx: Transaction,
  { book, hub }: SubmitDeps,
  { caller }: SubmitReferral,
  { id, number }: { readonly id: string; readonly number: string },
): Promise<void> {
  const { agency: agencyId, scopes } = caller
  const taken = await takePaperNumber(tx, { agencyId, number, referralId: id })
  if (taken === 'taken-up') return
  const { heldBy } = taken
  const { found } = await getDetail(tx, book, heldBy, { hub, agencyId, scopes })
  throw errors.paper_number_taken(mayEnter(found.referral.compartment, caller) ? { refs: { referralId: heldBy } } : {})
}

async function ownDraft(tx: Transaction, { draftId = '', subjectRef }: SubmitReferral, from: Party): Promise<void> {
  const draft = await lockReferral(tx, draftId)
  const isOwn = draft !== undefined && isSameParty(from, draft.from) && draft.subjectRef === subjectRef
  if (!isOwn) throw errors.no_such_referral()
  if (draft.status !== 'draft') throw errors.step_not_allowed()
}
