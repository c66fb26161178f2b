import type { AgencyRef } from '../domain/agency.ts'
import { considered, NOTHING_CONSIDERED } from '../domain/considered.ts'
import type { Judgement } from '../domain/decide.ts'
import type { DecisionRecord } from '../domain/decision-record.ts'
import type { Decision } from '../domain/disclosure.ts'
import type { DenialCode } from '../domain/precedence.ts'
import { toldOf } from '../domain/told.ts'
import type { CaseFile } from './case-file.ts'
import type { Deps } from './deps.ts'
import type { Question } from './question.ts'

interface Made {
  readonly decisionId: string
  readonly question: Question
  /** Undefined: the asker was not entitled to ask, or the referral is known otherwise. */
  readonly file: CaseFile | undefined
  readonly decision: Decision<DenialCode>
  /** Of a permit, which bases the table struck out, where it is known. */
  readonly struck?: Judgement['struck'] | undefined
  readonly at: Date
}

/** Of a decision, what is kept: ids, versions and hashes of all that it was made of. */
export function decisionRecord(
  { hub, policy }: Deps,
  { decisionId, question, file, decision, struck, at }: Made,
): DecisionRecord {
  const { occasion, caller, stated, referralId, sender, recipient, protocol, priority, services, report } = question
  const askerAgency = caller?.agency ?? sender.agencyId
  const ownerAgency = file && ownerOf(file, file.answers ? recipient : sender, hub)
  // Of a person whom the sender has from another agency, it knows no more than any recipient.
  const holder = file?.facts.received ? undefined : ownerAgency
  return {
    ...{ decisionId, occasion, referralId, sender, recipient, protocol, services, report },
    rule: decision.permit ? 'permitted' : decision.reason,
    told: decision.permit ? 'permitted' : toldOf(decision.reason, { askerAgency, recipient, holder }),
    subjectId: stated.subjectId,
    ...{ askerAgency, ownerAgency },
    userId: caller?.user,
    priority: file?.request.priority ?? priority,
    purpose: decision.permit ? decision.purpose : (file?.request.purpose ?? question.purpose),
    requestHash: question.hash,
    attestationHashes: file?.attestationHashes ?? [question.attestationHash],
    instrumentIds: file?.facts.instruments.map(({ id }) => id) ?? [],
    considered: file === undefined ? NOTHING_CONSIDERED : considered({ ...file, struck }, policy, at),
    permission: decision.permit ? decision : undefined,
    policyHash: policy.hash,
    decidedAt: at,
  }
}

/** The sender, if it is of this hub and passes nothing on: what came from others is not the data of those who received it. */
function ownerOf({ request, facts }: CaseFile, sender: AgencyRef, hub: string): string | undefined {
  const passesOn = facts.received && (request.occasion === 'submit' || request.occasion === 'package')
  return facts.importedFrom !== undefined || passesOn || sender.hub !== hub ? undefined : sender.agencyId
}
