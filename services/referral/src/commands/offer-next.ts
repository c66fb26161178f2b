import type { Clock, NewId } from '@amparo/kernel'
import { AppError } from '@amparo/kernel'
import type { Log } from '@amparo/observability'
import type { Transaction, UnitOfWork } from '@amparo/store'
import type { Book } from '../domain/book.ts'
import { isSent } from '../domain/case.ts'
import { askable, type Candidate, eligible, expiresAt, type Rules, retryAt } from '../domain/offer.ts'
import type { Referral } from '../domain/referral.ts'
import type { FindOffering, FindSuitable, Suitable } from '../ports/offering.ts'
import { lockCase } from '../store/cases.ts'
import { addNews } from '../store/news.ts'
import { addOffer, agenciesAsked, hasOpenOffer, servesAsked } from '../store/offers.ts'
import { type Claim, claimWanted, endWanted } from '../store/offers-wanted.ts'
import { messages } from './messages.ts'
import { needsOf } from './needs-of.ts'
import { tellSupervisor } from './tell-supervisor.ts'
import { wantOffer } from './want-offer.ts'

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
  readonly book: Book
  readonly log: Log
  readonly findOffering: FindOffering
  readonly findSuitable: FindSuitable
  /** Throws a RangeError for a protocol that is not in the book. */
  readonly rulesOf: (protocol: string, version: number) => OfferRules
}

interface Search {
  readonly referral: Referral
  readonly services: readonly string[]
  /** Whether those who are asked must take children. */
  readonly minors: boolean
  readonly asked: ReadonlySet<string>
  /** Somebody was asked who is for such a person. */
  readonly served: boolean
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
    const search = await run(tx => searchOf(tx, claim, deps))
    if (search === undefined) await run(async tx => void (await endWanted(tx, claim)))
    else await offer(deps, claim, search, await nextAgency(deps, search))
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal'
    messages['referral.offer_delayed'](log, { referralId, attempts, code }, error)
  }
  return true
}

interface Asked extends Suitable {
  /** What it has room for. */
  readonly services: readonly string[]
}

/** Undefined: nothing is left to ask for, or somebody is being asked already. */
async function searchOf(tx: Transaction, { referralId }: Claim, deps: OfferDeps): Promise<Search | undefined> {
  const { hub, book } = deps
  const found = await lockCase(tx, book, referralId)
  if (found === undefined || !isSent(found) || found.referral.from.hub !== hub) return undefined
  if (await hasOpenOffer(tx, referralId)) return undefined
  const { referral } = found
  const services = await needsOf(tx, book, found)
  if (services.length === 0) return undefined
  const asked = await agenciesAsked(tx, referralId, hub)
  const served = (await servesAsked(tx, referralId)).has(true)
  return { referral, services, minors: isForChild(deps, referral), asked, served }
}

/** By the protocol, or by the person: under whichever a child is referred, who takes children is asked. */
const isForChild = ({ rulesOf }: OfferDeps, { protocol, protocolVersion, minor }: Referral): boolean =>
  minor || rulesOf(protocol, protocolVersion).minors

/** Those whom the basis reaches come first: the person has agreed to them. Then those with most room. */
async function nextAgency(deps: OfferDeps, search: Search): Promise<Asked | undefined> {
  const { referral, services, minors, asked, served } = search
  // Nothing of a compartment is made known by looking for somebody.
  if (referral.compartment) return undefined
  const { recipients } = deps.rulesOf(referral.protocol, referral.protocolVersion)
  const offering: Candidate[] = await deps.findOffering({ services, minors, types: recipients.only })
  const candidates = eligible(offering, recipients, asked).slice(0, MOST)
  if (candidates.length === 0) return undefined
  const suitable = await deps.findSuitable(
    referral.id,
    candidates.map(({ agencyId }) => agencyId),
  )
  const offers = new Map(candidates.map(candidate => [candidate.agencyId, candidate]))
  const rated = suitable.flatMap(({ serves, ...same }) => {
    const { services, ofAge } = offers.get(same.agencyId) ?? {}
    return services ? [{ ...same, services, serves: serves && ofAge === true }] : []
  })
  const left = askable(rated, { minors, served })
  const most = Math.max(0, ...left.map(({ services }) => services.length))
  // Better one agency for all of it than one for each; with what there is, whom the person knows.
  const best = left.filter(({ services }) => services.length === most)
  return best.find(({ withinBasis }) => withinBasis) ?? best[0]
}
/** Consent answers for so many at once. */
const MOST = 100

async function offer(
  deps: OfferDeps,
  claim: Claim,
  { services, minors }: Search,
  agency: Asked | undefined,
): Promise<void> {
  const { run, now, newId, book } = deps
  await run(async tx => {
    const found = await lockCase(tx, book, claim.referralId)
    if (found === undefined || !(await endWanted(tx, claim)) || !isSent(found)) return
    const { referral } = found
    // It may have been taken on, or withdrawn, while the others were asked.
    const still = (await needsOf(tx, book, found)).filter(service => services.includes(service))
    if (still.length === 0) return
    const madeAt = now()
    // Looked for as an adult, and a child by now.
    if (isForChild(deps, referral) && !minors) return wantOffer(tx, referral.id, 'offer-declined', madeAt)
    if (agency === undefined) {
      const told = { referral, kind: 'no-agency-left', deadline: 'offer-next', at: madeAt, newId } as const
      return tellSupervisor(tx, told)
    }
    const { protocol, protocolVersion, priority } = referral
    const { agencyId: toAgency, withinBasis, serves } = agency
    const part = still.filter(service => agency.services.includes(service))
    if (part.length === 0) return wantOffer(tx, referral.id, 'offer-declined', madeAt)
    if (!serves && !(await servesAsked(tx, referral.id)).has(false)) {
      const told = { referral, kind: 'no-agency-serves', deadline: 'offer-next', at: madeAt, newId } as const
      await tellSupervisor(tx, told)
    }
    const profile = { protocol, protocolVersion, priority, services: part, minors, withinBasis, serves, toAgency }
    const id = newId()
    await addOffer(tx, { id, referralId: referral.id, ...profile, madeAt, expiresAt: expiresAt(priority, madeAt) })
    const about = { offerId: id }
    await addNews(tx, { agencyId: toAgency, kind: 'offered', about, compartment: false, at: madeAt })
  })
}
