import type { Reader, Row, Transaction } from '@amparo/store'
import type { Answer, Offer } from '../domain/offer.ts'

export type { Offer }

interface OfferRow extends Row {
  id: string
  referral_id: string
  to_agency: string
  protocol: string
  protocol_version: number
  priority: string
  services: string[]
  minors: boolean
  within_basis: boolean
  serves: boolean
  made_at: Date
  expires_at: Date
  answer: Answer | null
  reason: string | null
  answered_at: Date | null
  taken_by: string | null
}

const COLUMNS = `id, referral_id, to_agency, protocol, protocol_version, priority, services, minors, within_basis, serves,
  made_at, expires_at, answer, reason, answered_at, taken_by`

const offerOf = (row: OfferRow): Offer => ({
  id: row.id,
  referralId: row.referral_id,
  toAgency: row.to_agency,
  protocol: row.protocol,
  protocolVersion: row.protocol_version,
  priority: row.priority,
  services: row.services,
  minors: row.minors,
  withinBasis: row.within_basis,
  serves: row.serves,
  madeAt: row.made_at,
  expiresAt: row.expires_at,
  answer: row.answer ?? undefined,
  reason: row.reason ?? undefined,
  answeredAt: row.answered_at ?? undefined,
  takenBy: row.taken_by ?? undefined,
})

type NewOffer = Omit<Offer, 'answer' | 'reason' | 'answeredAt' | 'takenBy'>

export async function addOffer({ sql }: Transaction, offer: NewOffer): Promise<void> {
  await sql(
    `insert into offer (id, referral_id, to_agency, protocol, protocol_version, priority, services, minors, within_basis,
       serves, made_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[offer.id, offer.referralId, offer.toAgency, offer.protocol, offer.protocolVersion, offer.priority],
      ...[offer.services, offer.minors, offer.withinBasis, offer.serves, offer.madeAt, offer.expiresAt],
    ],
  )
}

export async function findOffer({ sql }: Pick<Reader, 'sql'>, id: string): Promise<Offer | undefined> {
  const [row] = await sql<OfferRow>(`select ${COLUMNS} from offer where id = $1`, [id])
  return row && offerOf(row)
}

/** Once its referral is locked, nobody else answers it: always in that order. */
export async function lockOffer({ sql }: Transaction, id: string): Promise<Offer | undefined> {
  const [row] = await sql<OfferRow>(`select ${COLUMNS} from offer where id = $1 for update`, [id])
  return row && offerOf(row)
}

interface Answered {
  readonly answer: Answer
  readonly reason?: string | undefined
  readonly byUser?: string | undefined
  readonly at: Date
  /** Of a willing one: when the sender is reminded. */
  readonly useBy?: Date | undefined
}

export async function answerOffer({ sql }: Transaction, id: string, answered: Answered): Promise<void> {
  const { answer, reason, byUser, at, useBy } = answered
  await sql(
    `update offer set answer = $2, reason = $3, by_user = $4, answered_at = $5, use_by = $6
     where id = $1 and answer is null`,
    [id, answer, reason ?? null, byUser ?? null, at, useBy ?? null],
  )
}

export async function markTaken({ sql }: Transaction, id: string, takenBy: string): Promise<void> {
  await sql('update offer set taken_by = $2, use_by = null where id = $1', [id, takenBy])
}

/** One that has been willing for long and that nobody has followed; told once. */
export async function takeUnused({ sql }: Transaction, now: Date): Promise<string | undefined> {
  const [row] = await sql<{ referral_id: string }>(
    `update offer set use_by = null where id = (
       select id from offer where use_by <= $1 order by use_by limit 1 for update skip locked
     ) returning referral_id`,
    [now],
  )
  return row?.referral_id
}

export async function hasOpenOffer({ sql }: Transaction, referralId: string): Promise<boolean> {
  const found = await sql('select 1 as found from offer where referral_id = $1 and answer is null', [referralId])
  return found.length > 0
}

/**
 * Whoever is asked, or has said to be willing and was not sent anything yet, was told of an adult: that is over. False: there is nobody.
 * Whoever calls has locked the referral.
 */
export async function endOffersOfAdult({ sql }: Transaction, referralId: string, at: Date): Promise<boolean> {
  const ended = await sql(
    `update offer set answer = 'moved-on', answered_at = $2, use_by = null
     where referral_id = $1 and not minors and (answer is null or (answer = 'willing' and taken_by is null))
     returning 1 as ended`,
    [referralId, at],
  )
  return ended.length > 0
}

export async function firstExpired({ sql }: Transaction, now: Date): Promise<Offer | undefined> {
  const [row] = await sql<OfferRow>(
    `select ${COLUMNS} from offer where answer is null and expires_at <= $1 order by expires_at limit 1`,
    [now],
  )
  return row && offerOf(row)
}

/** The referral has moved on: what is still asked about it is no longer wanted. Whoever calls has locked the referral. */
export async function closeOffers({ sql }: Transaction, referralId: string, at: Date): Promise<void> {
  await sql('delete from offer_wanted where referral_id = $1', [referralId])
  await sql('update offer set use_by = null where referral_id = $1 and use_by is not null', [referralId])
  await sql(`update offer set answer = 'moved-on', answered_at = $2 where referral_id = $1 and answer is null`, [
    referralId,
    at,
  ])
}

/** All who were asked or were recipients, of this referral and of those of which it is the re-offer. */
export async function agenciesAsked(
  { sql }: Pick<Reader, 'sql'>,
  referralId: string,
  hub: string,
): Promise<Set<string>> {
  const rows = await sql<{ agency: string | null }>(
    `with recursive chain (id) as (
       select $1::uuid union select other_id from link join chain on referral_id = chain.id where kind = 're-offer'
     )
     select to_agency as agency from offer join chain on referral_id = chain.id
     union select to_agency from referral join chain using (id) where to_hub = $2
     union select unnest(array[from_agency, successor_agency]) from referral join chain using (id) where from_hub = $2`,
    [referralId, hub],
  )
  return new Set(rows.flatMap(({ agency }) => agency ?? []))
}

/** Whether those who were offered it, or that of which it is the re-offer, are for such a person: what was said of each. */
export async function servesAsked({ sql }: Pick<Reader, 'sql'>, referralId: string): Promise<ReadonlySet<boolean>> {
  const rows = await sql<{ serves: boolean }>(
    `with recursive chain (id) as (
       select $1::uuid union select other_id from link join chain on referral_id = chain.id where kind = 're-offer'
     )
     select distinct serves from offer join chain on referral_id = chain.id`,
    [referralId],
  )
  return new Set(rows.map(({ serves }) => serves))
}

export interface OfferPosition {
  readonly at: Date
  readonly id: string
}

interface OfferFilter {
  readonly agencyId: string
  readonly answered: boolean | undefined
  readonly after: OfferPosition | undefined
  readonly limit: number
}

/** Newest first. Every part that is not asked for is left out, so that the plan fits what is asked. */
export async function listOffers(
  { sql }: Pick<Reader, 'sql'>,
  { agencyId, answered, after, limit }: OfferFilter,
): Promise<Offer[]> {
  const where = [
    'to_agency = $1',
    ...(answered === undefined ? [] : [`answer is ${answered ? 'not ' : ''}null`]),
    ...(after ? ['(made_at, id) < ($3, $4::uuid)'] : []),
  ]
  const rows = await sql<OfferRow>(
    `select ${COLUMNS} from offer where ${where.join(' and ')} order by made_at desc, id desc limit $2`,
    [agencyId, limit, ...(after ? [after.at, after.id] : [])],
  )
  return rows.map(offerOf)
}

/** In the order in which they were made. For the sender alone. */
export async function offersOf(
  { sql }: Pick<Reader, 'sql'>,
  referralIds: readonly string[],
): Promise<Map<string, Offer[]>> {
  const rows = await sql<OfferRow>(
    `select ${COLUMNS} from offer where referral_id = any ($1::uuid[]) order by made_at, id`,
    [referralIds],
  )
  const offers = new Map<string, Offer[]>()
  for (const offer of rows.map(offerOf)) offers.set(offer.referralId, [...(offers.get(offer.referralId) ?? []), offer])
  return offers
}
