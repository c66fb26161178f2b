import { denials, priorities, protocols, purposes, referralSubmitted, serviceCategories } from '@amparo/contracts'
import type { Replay, Transaction } from '@amparo/store'
import type { Detail } from '../domain/detail.ts'
import { dueDates } from '../domain/due-dates.ts'
import { errors } from '../domain/errors.ts'
import type { Protocols } from '../domain/protocols.ts'
import { isSameParty, type Opening, open, type Party, type Referral, send } from '../domain/referral.ts'
import type { FindAgency } from '../ports/agencies.ts'
import type { Attest } from '../ports/attestation.ts'
import type { Decide } from '../ports/decision.ts'
import { recordDelivery } from '../store/deliveries.ts'
import { getDetail } from '../store/details.ts'
import { addReferral, lockReferral, saveChange } from '../store/referrals.ts'
import type { Asking, Deps } from './deps.ts'
import { tell } from './tell.ts'

export interface SubmitReferral {
  readonly caller: Asking & { readonly token: string }
  readonly subjectRef: string
  readonly protocol: string
  readonly priority: string
  readonly to: Party
  readonly purpose: string | undefined
  readonly services: readonly string[]
  /** The safeguarding draft that this completes. */
  readonly draftId: string | undefined
  readonly correlationId: string
  readonly replay: Replay
}

export interface SubmitDeps extends Deps {
  readonly findAgency: FindAgency
  readonly attest: Attest
  readonly decide: Decide
  readonly protocols: Protocols
}

/**
 * Asks directory, redaction and consent first, then stores the referral and its news in one transaction. Throws
 * no_such_subject, no_such_referral (of the draft), the code of a denial, or that a service cannot answer now.
 */
export const submitReferral =
  (deps: SubmitDeps) =>
  async (command: SubmitReferral): Promise<Detail> => {
    const from = { hub: deps.hub, agencyId: command.caller.agency }
    if (isSameParty(from, command.to)) throw errors.recipient_is_sender()
    if (command.draftId !== undefined) await deps.run(tx => ownDraft(tx, command, from))
    const id = command.draftId ?? deps.newId()
    const purpose = await permitted(deps, command, id, from)
    const submittedAt = deps.now()
    const { protocol, priority, to, subjectRef, services } = command
    const dates = dueDates(priority, submittedAt)
    const opening = { id, protocol, priority, from, to, subjectRef, purpose, services, submittedAt, ...dates }
    return deps.run(tx => store(tx, deps, command, opening), command.replay)
  }

/** The purpose for which the referral may be sent. Consent decides before the protocol does: its order of refusals holds. */
async function permitted(deps: SubmitDeps, command: SubmitReferral, referralId: string, from: Party): Promise<string> {
  const { caller, subjectRef, to } = command
  const [attested, sender, recipient] = await Promise.all([
    deps.attest({ caller, subjectRef, recipientHub: to.hub }),
    deps.findAgency(from),
    deps.findAgency(to),
  ])
  if (attested === undefined) throw errors.no_such_subject()
  if (sender === undefined || sender.suspended) throw denials.sender_unknown()
  if (recipient === undefined || recipient.suspended) throw denials.recipient_unknown()
  const { purpose } = await deps.decide({ ...command, from, referralId, attested })
  const agencies = { sender: sender.type, recipient: recipient.type }
  const verdict = deps.protocols.check({ protocol: command.protocol, ...agencies, minor: attested.minor })
  if (verdict === 'not_for_agency') throw denials.protocol_not_for_agency()
  if (verdict === 'needs_minor') throw errors.protocol_needs_minor()
  return purpose
}

async function store(tx: Transaction, deps: SubmitDeps, command: SubmitReferral, opening: Opening): Promise<Detail> {
  const { id, from, to, submittedAt } = opening
  if (command.draftId === undefined) await addReferral(tx, open(opening, 'requested'))
  else await saveChange(tx, send(await ownDraft(tx, command, from), opening))
  await recordDelivery(tx, id, 'submitted', submittedAt)
  // Inside one hub the recipient's inbox is this table.
  if (to?.hub === deps.hub) await recordDelivery(tx, id, 'delivered', submittedAt)
  const telling = { referralId: id, at: submittedAt, correlationId: command.correlationId, newId: deps.newId }
  await tell(tx, telling, referralSubmitted, submitted(opening))
  return getDetail(tx, id)
}

async function ownDraft(tx: Transaction, { draftId = '', subjectRef }: SubmitReferral, from: Party): Promise<Referral> {
  const draft = await lockReferral(tx, draftId)
  const isOwn = draft !== undefined && isSameParty(from, draft.from) && draft.subjectRef === subjectRef
  if (!isOwn) throw errors.no_such_referral()
  if (draft.status !== 'draft') throw errors.step_not_allowed()
  return draft
}

const submitted = ({ id, from, to, subjectRef, protocol, priority, purpose, services }: Opening) => ({
  referralId: id,
  from,
  ...(to && { to }),
  subjectRef,
  protocol: protocols.toEnum(protocol),
  priority: priorities.toEnum(priority),
  purpose: purposes.toEnum(purpose),
  services: services.map(code => serviceCategories.toEnum(code)),
})
