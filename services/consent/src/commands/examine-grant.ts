import type { PackageOpened } from '@amparo/contracts'
import { decide } from '../domain/decide.ts'
import { belongsTogether } from '../domain/grant-claim.ts'
import type { DenialCode } from '../domain/precedence.ts'
import { type ImportedGrant, recordOfGrant } from '../domain/submission.ts'
import type { StatedFacts } from '../ports/attestation.ts'
import type { Directory } from '../ports/directory.ts'
import { isSignedBy, type SignedGrantBytes } from '../ports/grant-signature.ts'
import { exclusionsOf } from '../store/exclusions.ts'
import type { Deps } from './deps.ts'
import { readGrant } from './read-grant.ts'

export type GrantRefusal = DenialCode | 'grant_invalid' | 'grant_mismatch'
/** Asked before, outside of any transaction. */
export type Examined =
  | { readonly grant: ImportedGrant; readonly signed: SignedGrantBytes }
  | { readonly refused: GrantRefusal }

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
    if (!(await isSignedBy(signed, fromHub, signers, deps.now()))) return { refused: 'grant_invalid' }
    if (claim === undefined || !belongsTogether(claim, deps.hub)) return { refused: 'grant_mismatch' }
    const refused = await denialOf(deps, claim.grant, event.services.length)
    return refused === undefined ? { grant: claim.grant, signed } : { refused }
  }

/** This hub's policy on a grant: the same table as for every other disclosure. */
async function denialOf(
  { directory, policy, store, now }: Deps & { readonly directory: Directory },
  grant: ImportedGrant,
  services: number,
): Promise<DenialCode | undefined> {
  const { from, to, protocol, priority, purpose, subjectId } = grant
  const [sender, recipient, instruments] = await Promise.all([
    directory.findParty(from),
    directory.findParty(to),
    directory.instruments({ from: from.hub, to: to.hub, matter: policy.protocols[protocol].matter }),
  ])
  if (recipient === undefined || recipient.suspended) return 'recipient_unknown'
  if (sender === undefined || sender.suspended) return 'sender_unknown'
  const exclusions = await store.read(reader => exclusionsOf(reader, subjectId))
  const request = {
    occasion: 'import',
    sender,
    recipient,
    userId: undefined,
    protocol,
    priority,
    purpose,
    services,
  } as const
  const record = recordOfGrant(grant, recipient.type)
  const decision = decide(request, [record], { ...UNASKED, exclusions, instruments, importedFrom: from }, policy, now())
  return decision.permit ? undefined : decision.reason
}

/** What only the sending hub can know of the person, and has asked there before the package left. */
const UNASKED: StatedFacts = {
  minor: false,
  guardianNamed: false,
  guardianConflict: false,
  recipientIsStateOfNationality: false,
  protectionSeeker: false,
  fearOfReturnAsked: false,
  // Nobody here has asked yet, so it is taken for the stricter answer.
  helpSeekingNeeds: true,
  received: false,
}
