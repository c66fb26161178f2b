import { holdName, type Reader, type Row, type Transaction } from '@amparo/store'
import { type Link, MOST_TRIES } from '../domain/link.ts'

interface LinkRow extends Row {
  id_hash: string
  referral_id: string
  from_agency: string
  to_agency: string
  made_by: string
  code_hash: string
  tries: number
  made_at: Date
  expires_at: Date
  opened_at: Date | null
  holder_hash: string | null
  called_back_at: Date | null
}

const linkOf = (row: LinkRow): Link => ({
  idHash: row.id_hash,
  referralId: row.referral_id,
  fromAgency: row.from_agency,
  toAgency: row.to_agency,
  madeBy: row.made_by,
  codeHash: row.code_hash,
  tries: row.tries,
  madeAt: row.made_at,
  expiresAt: row.expires_at,
  openedAt: row.opened_at ?? undefined,
  holderHash: row.holder_hash ?? undefined,
  calledBackAt: row.called_back_at ?? undefined,
})

export async function findLink({ sql }: Reader, idHash: string): Promise<Link | undefined> {
  const [row] = await sql<LinkRow>('select * from link where id_hash = $1', [idHash])
  return row && linkOf(row)
}

/** Newest first. */
export async function linksOf({ sql }: Reader, referralId: string): Promise<Link[]> {
  const rows = await sql<LinkRow>('select * from link where referral_id = $1 order by made_at desc limit 20', [
    referralId,
  ])
  return rows.map(linkOf)
}

export async function addLink({ sql }: Transaction, link: Link): Promise<void> {
  const { idHash, referralId, fromAgency, toAgency, madeBy, codeHash, madeAt, expiresAt } = link
  await sql(
    `insert into link (id_hash, referral_id, from_agency, to_agency, made_by, code_hash, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [idHash, referralId, fromAgency, toAgency, madeBy, codeHash, madeAt, expiresAt],
  )
}

/** Those that nobody has opened, with one that is being made just now. Nobody makes another until the transaction ends. Answers how many. */
export async function callBackLinks(tx: Transaction, referralId: string, at: Date): Promise<number> {
  await holdName(tx, `links ${referralId}`)
  const rows = await tx.sql(
    `update link set called_back_at = $2 where referral_id = $1 and opened_at is null and called_back_at is null
     returning 1 as done`,
    [referralId, at],
  )
  return rows.length
}

/** Counted before the code is looked at, so that guesses at the same time are guesses too. False: there is none left. */
export async function countTry({ sql }: Transaction, idHash: string): Promise<boolean> {
  const rows = await sql('update link set tries = tries + 1 where id_hash = $1 and tries < $2 returning 1 as counted', [
    idHash,
    MOST_TRIES,
  ])
  return rows.length > 0
}

/** The code was right: that was no guess. */
export async function forgiveTry({ sql }: Transaction, idHash: string): Promise<void> {
  await sql('update link set tries = tries - 1 where id_hash = $1 and tries > 0', [idHash])
}

/** By this browser, and by no other; false if another was quicker, or it was called back meanwhile. */
export async function takeLink({ sql }: Transaction, idHash: string, holderHash: string, at: Date): Promise<boolean> {
  const rows = await sql(
    `update link set opened_at = coalesce(opened_at, $3), holder_hash = $2
     where id_hash = $1 and called_back_at is null and (holder_hash is null or holder_hash = $2) returning 1 as taken`,
    [idHash, holderHash, at],
  )
  return rows.length > 0
}
