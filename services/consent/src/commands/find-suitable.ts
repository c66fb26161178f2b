import type { ForWhom, MessageInitShape, ServiceName, SuitableRequest, SuitableResponseSchema } from '@amparo/contracts'
import { type AgencyRef, bars, hasLapsed, refOf } from '../domain/agency.ts'
import { isSpent } from '../domain/child.ts'
import { errors } from '../domain/errors.ts'
import { reaches } from '../domain/reach.ts'
import { isSuitable, isTakenBack } from '../domain/suitable.ts'
import type { FindChild } from '../ports/child.ts'
import type { Directory, Listed } from '../ports/directory.ts'
import type { FindServed } from '../ports/served.ts'
import { recordsOf } from '../store/bases.ts'
import { exclusionsOf } from '../store/exclusions.ts'
import { findSubmission } from '../store/permits.ts'
import { whoTookOver } from '../store/taken-over.ts'
import type { Deps } from './deps.ts'

type Answer = MessageInitShape<typeof SuitableResponseSchema>

/** How many agencies one question may name. */
const MOST = 100
const NOBODY: Answer = { suitable: [], withinBasis: [], unserving: [], mayTakeOver: false }

/**
 * Which agencies may be offered the needs of a referral's person, which of them a basis in force reaches already, and which are not for such a person. A
 * referral that this hub did not permit suits nobody, nor does one of which the person took back the consent, or of whose sender the accreditation has lapsed. Throws question_unreadable for anybody but the referral service.
 */
export const findSuitable =
  ({
    store,
    policy,
    directory,
    findChild,
    findServed,
    now,
  }: Deps & { readonly directory: Directory; readonly findChild: FindChild; readonly findServed: FindServed }) =>
  async ({ referralId, candidates, takingOver }: SuitableRequest, asker: ServiceName): Promise<Answer> => {
    if (asker !== 'referral' || candidates.length > MOST) throw errors.question_unreadable()
    const submission = await store.read(reader => findSubmission(reader, referralId))
    if (submission === undefined) return NOBODY
    const { subjectId } = submission
    const { hub, agencyId } = submission.sender
    const acting = { hub, agencyId: (await store.read(reader => whoTookOver(reader, referralId))) ?? agencyId }
    if (takingOver) {
      const between = { subjectId, acting, candidate: takingOver }
      return { ...NOBODY, mayTakeOver: await mayTakeOver({ store, policy, directory, now }, between) }
    }
    // First: what is heard of a guardian changes what is on record.
    const child = await findChild(subjectId)
    const { exclusions, records } = await store.read(async reader => ({
      exclusions: await exclusionsOf(reader, subjectId),
      records: await recordsOf(reader, subjectId, submission.sender.agencyId),
    }))
    if (isTakenBack(submission, records, { child, policy, now: now() })) return NOBODY
    const sender = await actingSender(directory, acting)
    const at = now()
    if (sender === undefined || sender.suspended || hasLapsed(sender, at)) return NOBODY
    const listed = await Promise.all(candidates.map(candidate => directory.findParty(candidate)))
    const suitable = listed.filter(
      party =>
        party !== undefined &&
        !party.suspended &&
        !hasLapsed(party, at) &&
        isSuitable(party, submission, { sender, exclusions, policy }),
    )
    const parties = suitable.flatMap(party => party ?? [])
    const standing = records.filter(record => !isSpent(record, child, policy))
    const within = parties.filter(party => standing.some(record => reaches(record, party, submission, policy, now())))
    const unserving = await unservingAmong(parties, forWhom => findServed(subjectId, forWhom))
    return { suitable: parties.map(refOf), withinBasis: within.map(refOf), unserving: unserving.map(refOf) }
  }

/** The other's place may have been taken a moment ago, which is yet to be heard of here. */
async function actingSender(
  { findParty }: Pick<Directory, 'findParty'>,
  acting: AgencyRef,
): Promise<Listed | undefined> {
  const sender = await findParty(acting)
  const agencyId = sender?.suspended ? sender.successor : undefined
  return agencyId === undefined ? sender : findParty({ hub: acting.hub, agencyId })
}

/**
 * Whether an agency may act in the place of a referral's sender: the jurisdiction states it, which is no basis for telling it who the person is; and
 * the person does not exclude it. Never one that could deport them.
 */
async function mayTakeOver(
  {
    store,
    policy,
    directory,
    now,
  }: Pick<Deps, 'store' | 'policy' | 'now'> & { readonly directory: Pick<Directory, 'findParty'> },
  {
    subjectId,
    acting,
    candidate,
  }: { readonly subjectId: string; readonly acting: AgencyRef; readonly candidate: AgencyRef },
): Promise<boolean> {
  const [sender, party] = [await directory.findParty(acting), await directory.findParty(candidate)]
  const isStated = sender?.suspended === true && sender.successor === candidate.agencyId && candidate.hub === acting.hub
  if (!isStated || party === undefined || party.suspended || party.outside || hasLapsed(party, now())) return false
  const exclusions = await store.read(reader => exclusionsOf(reader, subjectId))
  return !policy.firewall.barred.includes(party.type) && !exclusions.some(one => bars(one, party, undefined))
}

/** Where nobody states for whom they are, nothing is asked about the person. */
async function unservingAmong(
  parties: readonly Listed[],
  served: (forWhom: readonly ForWhom[]) => Promise<readonly boolean[]>,
): Promise<Listed[]> {
  const stated = parties.flatMap(party => (party.eligibility ? [{ party, forWhom: party.eligibility }] : []))
  if (stated.length === 0) return []
  const serves = await served(stated.map(({ forWhom }) => forWhom))
  return stated.flatMap(({ party }, i) => (serves[i] === false ? [party] : []))
}
