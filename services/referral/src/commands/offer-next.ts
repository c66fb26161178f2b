import type { Clock, NewId } from '@amparo/kernel'
import { AppError } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Transaction, UnitOfWork } from '@amparo/store'
import type { Brief } from '../domain/access.ts'
import { type Candidate, eligible, expiresAt, type Rules, retryAt, unmet } from '../domain/offer.ts'
import type { FindOffering, FindSuitable, Suitable } from '../ports/offering.ts'
import { findBrief, lockBriefs } from '../store/briefs.ts'
import { addNews } from '../store/news.ts'
import { acceptedInPart, addOffer, agenciesAsked, hasOpenOffer } from '../store/offers.ts'
import { type Claim, claimWanted, endWanted } from '../store/offers-wanted.ts'
import { messages } from './messages.ts'
import { tellSupervisor } from './tell-supervisor.ts'

/** What the protocol says of those who may be asked. */
export interface OfferRules {
  readonly recipients: Rules
  readonly minors: boolean
}

export interface OfferDeps {
  readonly run: UnitOfWork
  readonly now: Clock
  readonly newId: NewId
  readonly hub: string
  readonly log: Log
  readonly findOffering: FindOffering
  readonly findSuitable: FindSuitable
  /** Throws a RangeError for a protocol that is not in the book. */
  readonly rulesOf: (protocol: string, version: number) => OfferRules
}

interface Search {
  readonly referral: Brief
  readonly services: readonly string[]
  readonly asked: ReadonlySet<string>
}

/**
 * Asks the next suitable agency on behalf of one referral; true if there was one to work on. Directory and consent are asked
 * between two transactions: whoever dies or is refused there leaves the row, which comes up again.
 */
export const offerNext = (deps: OfferDeps) => async (): Promise<boolean> => {
  const { run, now, log } = deps
  const claim = await run(tx => claimWanted(tx, now(), attempts => retryAt(attempts, now())))
  if (claim === undefined) return false
  const { referralId, attempts } = claim
  try {
    const search = await run(tx => searchOf(tx, claim, deps.hub))
    if (search === undefined) await run(async tx => void (await endWanted(tx, claim)))
    else await offer(deps, claim, search, await nextAgency(deps, search))
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal'
    messages['referral.offer_delayed'](log, { referralId, attempts, code }, error)
  }
  return true
}

/** Undefined: nothing is left to ask for, or somebody is being asked already. */
async function searchOf(tx: Transaction, { referralId }: Claim, hub: string): Promise<Search | undefined> {
  const referral = await findBrief(tx, referralId)
  if (referral?.from.hub !== hub || (await hasOpenOffer(tx, referralId))) return undefined
  const services = unmet(referral, await acceptedInPart(tx, referralId))
  if (services.length === 0) return undefined
  return { referral, services, asked: await agenciesAsked(tx, referralId, hub) }
}

/** Those whom the basis reaches come first: the person has agreed to them. Then those with most room. */
async function nextAgency(deps: OfferDeps, { referral, services, asked }: Search): Promise<Suitable | undefined> {
  // Nothing of a compartment is made known by looking for somebody.
  if (referral.compartment) return undefined
  const { recipients, minors } = deps.rulesOf(referral.protocol, referral.protocolVersion)
  const offering: Candidate[] = await deps.findOffering({ services, minors, types: recipients.only })
  const candidates = eligible(offering, recipients, asked).slice(0, MOST)
  if (candidates.length === 0) return undefined
  const suitable = await deps.findSuitable(
    referral.id,
    candidates.map(({ agencyId }) => agencyId),
  )
  return suitable.find(({ withinBasis }) => withinBasis) ?? suitable[0]
}
/** Consent answers for so many at once. */
const MOST = 100

async function offer(deps: OfferDeps, claim: Claim, { services }: Search, agency: Suitable | undefined): Promise<void> {
  const { run, now, newId } = deps
  await run(async tx => {
    const referral = (await lockBriefs(tx, [claim.referralId])).get(claim.referralId)
    if (referral === undefined || !(await endWanted(tx, claim))) return
    // It may have been taken on, or withdrawn, while the others were asked.
    const still = unmet(referral, await acceptedInPart(tx, referral.id)).filter(service => services.includes(service))
    if (still.length === 0) return
    const madeAt = now()
    if (agency === undefined) {
      const told = { referral, kind: 'no-agency-left', deadline: 'offer-next', at: madeAt, newId } as const
      return tellSupervisor(tx, told)
    }
    const { protocol, protocolVersion, priority } = referral
    const { minors } = deps.rulesOf(protocol, protocolVersion)
    const { agencyId: toAgency, withinBasis } = agency
    const profile = { protocol, protocolVersion, priority, services: still, minors, withinBasis, toAgency }
    const id = newId()
    await addOffer(tx, { id, referralId: referral.id, ...profile, madeAt, expiresAt: expiresAt(priority, madeAt) })
    const about = { offerId: id }
    await addNews(tx, { agencyId: toAgency, kind: 'offered', about, compartment: false, at: madeAt })
  })
}
