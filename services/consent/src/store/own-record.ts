import type { Reader, Transaction } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'
import {
  BASES,
  type Basis,
  CATEGORIES,
  type Category,
  NOTICE_KINDS,
  type NoticeKind,
  PURPOSES,
  type Purpose,
} from '../domain/codes.ts'
import type { Roster } from '../domain/duty.ts'
import type { AskedBy, SheetPermit, StandBy } from '../domain/own-record.ts'
import { RECALL_STATES, RETAINING_BASES, type RecallState, type RetainingBasis } from '../domain/recall.ts'
import { codeIn, codeOrNone, codesIn } from './reading.ts'

export interface RecordPermit {
  readonly permitId: string
  readonly subjectId: string
  readonly agencyId: string
  readonly userId: string | undefined
  readonly askedBy: AskedBy
  readonly policyHash: string
  readonly issuedAt: Date
  /** Of a code sheet that opens only once a second officer stands by. */
  readonly standBy: { readonly who: StandBy; readonly until: Date; readonly subjectRef: string } | undefined
}

export async function addRecordPermit({ sql }: Transaction, p: RecordPermit): Promise<void> {
  const { who, until, subjectRef } = p.standBy ?? {}
  await sql(
    `insert into record_permit (permit_id, subject_id, agency_id, user_id, asked_by, policy_hash, issued_at, stand_by,
       stand_by_until, subject_ref) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[p.permitId, p.subjectId, p.agencyId, p.userId ?? null, p.askedBy, p.policyHash, p.issuedAt],
      ...[who ?? null, until ?? null, subjectRef ?? null],
    ],
  )
}

/** Undefined also for a permit for which nobody has to stand by. */
export async function findSheetPermit({ sql }: Reader, permitId: string): Promise<SheetPermit | undefined> {
  const rows = await sql<{
    subject_id: string
    subject_ref: string
    agency_id: string
    user_id: string
    stand_by: string
    stand_by_until: Date
    stood_by: boolean
  }>(
    `select subject_id, subject_ref, agency_id, user_id, stand_by, stand_by_until,
            exists (select from sheet_stand_by s where s.permit_id = p.permit_id) as stood_by
       from record_permit p where permit_id = $1 and stand_by is not null`,
    [permitId],
  )
  return rows.map(row => ({
    ...{
      permitId,
      subjectId: row.subject_id,
      subjectRef: row.subject_ref,
      agencyId: row.agency_id,
      userId: row.user_id,
    },
    standBy: row.stand_by === 'independent' ? ('independent' as const) : ('second' as const),
    ...{ standByUntil: row.stand_by_until, stoodBy: row.stood_by },
  }))[0]
}

/** Whether a code sheet was made on this permit, of this person by this agency, and waits for a second officer. */
export async function isUnattended(
  { sql }: Reader,
  { permitId, subjectId, agencyId }: Pick<SheetPermit, 'permitId' | 'subjectId' | 'agencyId'>,
): Promise<boolean> {
  const rows = await sql<{ open: boolean }>(
    `select stand_by is null or exists (select from sheet_stand_by s where s.permit_id = p.permit_id) as open
       from record_permit p where permit_id::text = $1 and subject_id = $2 and agency_id = $3`,
    [permitId, subjectId, agencyId],
  )
  // Of a permit that is not there, or another's, nobody has stood by.
  return rows[0]?.open !== true
}

/** False if somebody was quicker. */
export async function addStandBy(
  { sql }: Transaction,
  by: {
    readonly permitId: string
    readonly agencyId: string
    readonly userId: string
    readonly roster: Roster
    readonly at: Date
  },
): Promise<boolean> {
  const rows = await sql(
    `insert into sheet_stand_by (permit_id, agency_id, user_id, roster, stood_by_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning 1 as done`,
    [by.permitId, by.agencyId, by.userId, by.roster, by.at],
  )
  return rows.length > 0
}

export interface NoticePermit {
  readonly permitId: string
  readonly noticeId: string
  readonly kind: NoticeKind
  readonly subjectId: string
  readonly issuer: AgencyRef
  readonly recipient: AgencyRef
  /** Who asked. */
  readonly agencyId: string
  readonly userId: string
  readonly basisId: string
  readonly basisVersion: number
  readonly categories: readonly Category[]
  readonly policyHash: string
  readonly issuedAt: Date
}

export async function addNoticePermit({ sql }: Transaction, p: NoticePermit): Promise<void> {
  await sql(
    `insert into notice_permit (permit_id, notice_id, kind, subject_id, issuer_agency, recipient_agency, agency_id, user_id,
       basis_id, basis_version, categories, policy_hash, issued_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[p.permitId, p.noticeId, p.kind, p.subjectId, p.issuer.agencyId, p.recipient.agencyId, p.agencyId, p.userId],
      ...[p.basisId, p.basisVersion, p.categories, p.policyHash, p.issuedAt],
    ],
  )
}

/** Whether this very notice was permitted before: the first time, to be issued. */
export async function isNoticePermitted(
  { sql }: Reader,
  p: Pick<NoticePermit, 'noticeId' | 'kind' | 'subjectId' | 'issuer' | 'recipient'>,
): Promise<boolean> {
  const [row] = await sql<{ permitted: boolean }>(
    `select exists (select from notice_permit where subject_id = $1 and notice_id::text = $2 and kind = $3
       and issuer_agency = $4 and recipient_agency = $5) as permitted`,
    [p.subjectId, p.noticeId, p.kind, p.issuer.agencyId, p.recipient.agencyId],
  )
  return row?.permitted === true
}

/** Those of these that were ever permitted: of whom, by which agency of this hub, and to which. */
export async function noticesPermitted({ sql }: Reader, noticeIds: readonly string[]) {
  const rows = await sql<{
    notice_id: string
    kind: string
    subject_id: string
    issuer_agency: string
    recipient_agency: string
  }>(
    `select distinct on (notice_id) notice_id, kind, subject_id, issuer_agency, recipient_agency from notice_permit
      where notice_id = any ($1::uuid[]) order by notice_id, issued_at`,
    [noticeIds],
  )
  return rows.map(row => ({
    ...{ noticeId: row.notice_id, kind: codeIn(NOTICE_KINDS, row.kind), subjectId: row.subject_id },
    ...{ issuer: row.issuer_agency, to: row.recipient_agency },
  }))
}

/** On which bases of this hub, and by which of its agencies, a person was referred to an agency. */
export async function givenTo({ sql }: Reader, subjectId: string, to: AgencyRef): Promise<Given> {
  const rows = await sql<{ basis_id: string; hub: string; agency_id: string }>(
    `select distinct basis_id, sender_hub as hub, sender_agency as agency_id from permit
      where subject_id = $1 and recipient_hub = $2 and recipient_agency = $3 and occasion = 'submit'`,
    [subjectId, to.hub, to.agencyId],
  )
  const here = rows.filter(({ hub }) => hub === to.hub)
  return {
    bases: new Set(here.map(({ basis_id }) => basis_id)),
    agencies: new Set(here.map(({ agency_id }) => agency_id)),
  }
}

export interface Given {
  readonly bases: ReadonlySet<string>
  readonly agencies: ReadonlySet<string>
}

export interface WentOut {
  readonly referralId: string
  readonly from: AgencyRef
  readonly to: AgencyRef
  readonly purpose: Purpose
  readonly basis: Basis
  readonly basisId: string
  readonly categories: readonly Category[]
  readonly at: Date
  readonly compartment: boolean
  /** Since it was taken back, if nothing was permitted anew; undefined: it was not. */
  readonly recall: { readonly state: RecallState; readonly retainedOn: RetainingBasis | undefined } | undefined
}

interface Row {
  referral_id: string
  from_hub: string
  from_agency: string
  to_hub: string
  to_agency: string
  purpose: string
  basis: string
  basis_id: string
  categories: string[]
  at: Date
  protocol: string
  recalled: string | null
  retained_on: string | null
}

/** What was permitted to go to somebody, or has come from another hub, newest first, so many at most: of a referral, the first time. */
export async function wentOut({ sql }: Reader, subjectId: string, limit: number): Promise<WentOut[]> {
  const rows = await sql<Row>(
    `select went.*, recall.state as recalled, recall.basis as retained_on from (
       (select distinct on (referral_id) referral_id, sender_hub as from_hub, sender_agency as from_agency,
               recipient_hub as to_hub, recipient_agency as to_agency, purpose, basis, basis_id, categories,
               issued_at as at, protocol
          from permit where subject_id = $1 and occasion = 'submit' order by referral_id, issued_at)
       union all
       (select distinct on (referral_id) referral_id, from_hub, from_agency, to_hub, to_agency, purpose, basis, basis_id, categories,
               imported_at as at, protocol
          from imported_grant where subject_id = $1 order by referral_id, imported_at)
     ) as went left join lateral (
       select state, basis from recall r
        where r.referral_id = went.referral_id and r.to_hub = went.to_hub and r.to_agency = went.to_agency and r.recalled_at >= went.at
          and not exists (select from permit p
                where p.referral_id = r.referral_id and p.occasion = 'submit' and p.issued_at > r.recalled_at)
        order by r.recalled_at desc limit 1) as recall on true
      order by at desc, referral_id limit $2`,
    [subjectId, limit],
  )
  return rows.map(row => ({
    referralId: row.referral_id,
    from: { hub: row.from_hub, agencyId: row.from_agency },
    to: { hub: row.to_hub, agencyId: row.to_agency },
    purpose: codeIn(PURPOSES, row.purpose),
    basis: codeIn(BASES, row.basis),
    basisId: row.basis_id,
    categories: codesIn(CATEGORIES, row.categories),
    at: row.at,
    compartment: row.protocol === 'witness-protection',
    recall:
      row.recalled === null
        ? undefined
        : { state: codeIn(RECALL_STATES, row.recalled), retainedOn: codeOrNone(RETAINING_BASES, row.retained_on) },
  }))
}
