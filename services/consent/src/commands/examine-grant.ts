import { hash } from 'node:crypto'
import type { PackageOpened } from '@amparo/contracts'
import { considered } from '../domain/considered.ts'
import { decide } from '../domain/decide.ts'
import type { DecisionRecord } from '../domain/decision-record.ts'
import { belongsTogether, type GrantClaim } from '../domain/grant-claim.ts'
import { instrumentOf } from '../domain/one-case.ts'
import type { DenialCode } from '../domain/precedence.ts'
import { type ImportedGrant, isAhead, recordOfGrant } from '../domain/submission.ts'
import { toldOf } from '../domain/told.ts'
import type { StatedFacts } from '../ports/attestation.ts'
import type { Directory } from '../ports/directory.ts'
import { type GrantFault, grantFault, type SignedGrantBytes } from '../ports/grant-signature.ts'
import { exclusionsToldOf } from '../store/exclusions.ts'
import { oneCasesBetween } from '../store/one-cases.ts'
import { active } from './case-file.ts'
import type { Deps } from './deps.ts'
import { readGrant } from './read-grant.ts'

export type GrantRefusal = DenialCode | GrantFault | 'grant_mismatch' | 'grant_not_begun'
/** Asked before, outside of any transaction. */
export type Examined =
  | (Claimed & { readonly decision: DecisionRecord })
  /** Without a decision: it was not for this hub to decide. */
  | { readonly refused: GrantRefusal; readonly decision?: DecisionRecord }

interface Claimed extends Pick<GrantClaim, 'excluded'> {
  readonly grant: ImportedGrant
  readonly signed: SignedGrantBytes
}

/**
 * Does the grant of a package verify, and does this hub's own policy permit what it grants? Either hub's denial wins. Throws
 * only while the directory cannot answer.
 */
export const examineGrant =
  (deps: Deps & { readonly directory: Directory }) =>
  async (event: PackageOpened): Promise<Examined> => {
    const received = readGrant(event)
    const fromHub = event.from?.hub ?? ''
    if (received === undefined) return { refused: 'grant_invalid' }
    const { signed, claim } = received
    const signers = fromHub === '' ? [] : await deps.directory.grantSigners(fromHub)
    const fault = await grantFault(signed, fromHub, signers, deps.now())
    if (fault !== undefined) return { refused: fault }
    if (claim === undefined || !belongsTogether(claim, deps.hub)) return { refused: 'grant_mismatch' }
    if (isAhead(claim.grant, deps.now())) return { refused: 'grant_not_begun' }
    const claimed = { grant: claim.grant, excluded: claim.excluded, signed }
    const decision = await judge(deps, claimed, event.services.length)
    return decision.rule === 'permitted' ? { ...claimed, decision } : { refused: decision.rule, decision }
  }

/** This hub's policy on a grant: the same table as for every other disclosure. */
async function judge(
  deps: Deps & { readonly directory: Directory },
  { grant, excluded, signed }: Claimed,
  services: number,
): Promise<DecisionRecord> {
  const { directory, policy, store, now, newId } = deps
  const { from, to, protocol, priority, purpose, subjectId, referralId } = grant
  const [sender, recipient, standing] = await Promise.all([
    directory.findParty(from),
    directory.findParty(to),
    directory.instruments({ from: from.hub, to: to.hub, matter: policy.protocols[protocol].matter }),
  ])
  const { told, oneCases } = await store.read(async reader => ({
    told: await exclusionsToldOf(reader, { fromHub: from.hub, referralId }),
    oneCases: await oneCasesBetween(reader, from, to),
  }))
  const instruments = [...standing, ...oneCases.map(instrumentOf)]
  const request = {
    ...{ occasion: 'import' as const, sender: active(sender), recipient: active(recipient), userId: undefined },
    ...{ protocol, priority, purpose, services },
  }
  const records = recipient === undefined ? [] : [recordOfGrant(grant, recipient.type, policy)]
  const facts = { ...UNASKED, exclusions: [...excluded, ...told], instruments, importedFrom: from }
  const at = now()
  const decision = decide(request, records, facts, policy, at)
  return {
    ...{ decisionId: newId(), occasion: 'import', referralId, sender: from, recipient: to },
    ...{ protocol, priority, purpose, services, report: false, subjectId, askerAgency: to.agencyId },
    // Nobody's but the other hub's.
    ...{ userId: undefined, ownerAgency: undefined },
    rule: decision.permit ? 'permitted' : decision.reason,
    told: decision.permit
      ? 'permitted'
      : toldOf(decision.reason, { askerAgency: to.agencyId, recipient: to, holder: undefined }),
    requestHash: hash('sha256', signed.bytes, 'hex'),
    attestationHashes: [],
    instrumentIds: instruments.map(({ id }) => id),
    considered: considered({ request, records, facts }, policy, at),
    permission: decision.permit ? decision : undefined,
    policyHash: policy.hash,
    decidedAt: at,
  }
}

/** What only the sending hub can know of the person, and has asked there before the package left. */
const UNASKED: StatedFacts = {
  minor: false,
  ageUnknown: true,
  guardianNamed: false,
  guardianConflict: false,
  recipientIsStateOfNationality: false,
  protectionSeeker: false,
  fearOfReturnAsked: false,
  // Nobody here has asked yet, so it is taken for the stricter answer.
  helpSeekingNeeds: true,
  received: false,
}
