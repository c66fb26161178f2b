import type { ForWhom, MessageInitShape, ServiceName, SuitableRequest, SuitableResponseSchema } from '@amparo/contracts'
import { type AgencyRef, hasLapsed } from '../domain/agency.ts'
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
import type { Deps } from './deps.ts'

type Answer = MessageInitShape<typeof SuitableResponseSchema>

/** How many agencies one question may name. */
const MOST = 100
const NOBODY: Answer = { suitable: [], withinBasis: [], unserving: [] }

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
  async ({ referralId, candidates }: SuitableRequest, asker: ServiceName): Promise<Answer> => {
    if (asker !== 'referral' || candidates.length > MOST) throw errors.question_unreadable()
    const submission = await store.read(reader => findSubmission(reader, referralId))
    if (submission === undefined) return NOBODY
    const { subjectId } = submission
    // First: what is heard of a guardian changes what is on record.
    const child = await findChild(subjectId)
    const { exclusions, records } = await store.read(async reader => ({
      exclusions: await exclusionsOf(reader, subjectId),
      records: await recordsOf(reader, subjectId, submission.sender.agencyId),
    }))
    if (isTakenBack(submission, records, { child, policy, now: now() })) return NOBODY
    const sender = await directory.findParty(submission.sender)
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

const refOf = ({ hub, agencyId }: AgencyRef): AgencyRef => ({ hub, agencyId })
