import type { Reader, Transaction } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'
import {
  ACTIONS,
  BASES,
  type Basis,
  CATEGORIES,
  GRANTORS,
  PRIORITIES,
  PROTOCOLS,
  PURPOSES,
  SIGNATURES,
} from '../domain/codes.ts'
import { ROSTERS } from '../domain/duty.ts'
import type { BasisRecord } from '../domain/record.ts'
import { recordOf } from '../domain/record-of.ts'
import type { RecordedBasis } from '../domain/recorded-basis.ts'
import type { Sheet } from '../domain/taking.ts'
import type { Said } from '../domain/withdrawal.ts'
import { AWAITS_REVIEW, left } from './grant-status.ts'
import { advisedJson, codeIn, codeOrNone, codesIn, justificationJson, recipientsJson, takenJson } from './reading.ts'
import type { Sought } from './refusals.ts'

interface Columns {
  id: string
  version: number
  subject_id: string
  subject_ref: string
  agency_id: string
  user_id: string
  basis: string
  granted_by: string
  purposes: string[]
  categories: string[]
  recipients: unknown
  language_explained: string
  interpreter: boolean
  comprehension_checked: boolean
  signature: string | null
  assent: boolean | null
  protocol: string | null
  priority: string | null
  justification: unknown
  self_incriminating: unknown
  taken: unknown
  replaces_refusal: boolean
  second_first: boolean
  of_adult: boolean | null
  review_by: Date | null
  supersedes: string | null
  superseded_by: string | null
  agreed_at: Date | null
  valid_until: string
  granted_at: Date
  ends_at: Date
  confirm_by: Date | null
  confirmed_at: Date | null
  confirmed_by: string | null
  confirmed_roster: string | null
  withdrawn_at: Date | null
  withdrawn_by: string | null
  policy_hash: string
  report_back: boolean
  actions: string[] | null
  onward: boolean
  sheet_id: string | null
  sheet_sha256: string | null
  sheet_by: Date | null
  bound_hub: string | null
  bound_agency: string | null
}

const SELECT = `select b.*, r.hub as bound_hub, r.agency_id as bound_agency
  from basis b left join recipient_binding r on r.basis_id = b.id`

export async function insertBasis({ sql }: Transaction, basis: RecordedBasis): Promise<void> {
  const { form, record } = basis
  await sql(
    `insert into basis (id, version, subject_id, subject_ref, agency_id, user_id, basis, granted_by, purposes, categories,
       recipients, language_explained, interpreter, comprehension_checked, signature, assent, protocol, priority,
       justification, valid_until, granted_at, ends_at, confirm_by, policy_hash, report_back, self_incriminating,
       taken, replaces_refusal, review_by, supersedes, actions, onward,
       sheet_id, sheet_sha256, sheet_by, agreed_at, second_first, of_adult)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
       $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38)`,
    [
      ...[record.id, record.version, basis.subjectId, form.subjectRef, basis.agencyId, basis.userId],
      ...[form.basis, form.grantedBy, form.purposes, form.dataCategories, JSON.stringify(form.recipients)],
      ...[form.languageExplained, form.interpreter, form.comprehensionChecked, form.signature, form.assent ?? null],
      ...[form.protocol ?? null, form.priority ?? null],
      form.justification === undefined ? null : JSON.stringify(form.justification),
      ...[form.validUntil, record.grantedAt, record.endsAt, record.confirmBy ?? null, basis.policyHash],
      form.reportBack,
      form.selfIncriminating === undefined ? null : JSON.stringify(form.selfIncriminating),
      form.taken === undefined ? null : JSON.stringify(form.taken),
      ...[record.replacesRefusal === true, basis.reviewBy ?? null, basis.supersedes ?? null],
      ...[
        form.actions ?? null,
        form.onward,
        form.sheet?.id ?? null,
        form.sheet?.sha256 ?? null,
        record.sheetBy ?? null,
        basis.agreedAt ?? null,
        record.secondFirst === true,
        basis.ofAdult ?? null,
      ],
    ],
  )
}

export async function findBasis({ sql }: Reader, id: string): Promise<RecordedBasis | undefined> {
  return (await sql<Columns>(`${SELECT} where b.id = $1`, [id])).map(toBasis)[0]
}

/** Waits for whoever changes it at the same time. */
export async function lockBasis({ sql }: Transaction, id: string): Promise<RecordedBasis | undefined> {
  return (await sql<Columns>(`${SELECT} where b.id = $1 for update of b`, [id])).map(toBasis)[0]
}

/**
 * Nobody withdraws another of them, and no permit is being given on one, until the transaction ends. Always in the order of their ids,
 * so that two never wait for one another.
 */
export async function lockBasesOf({ sql }: Transaction, subjectId: string, agencyId: string): Promise<RecordedBasis[]> {
  const where = 'where b.subject_id = $1 and b.agency_id = $2 order by b.id for update of b'
  return (await sql<Columns>(`${SELECT} ${where}`, [subjectId, agencyId])).map(toBasis)
}

/** Keeps it as it is until the transaction ends; false if it is not in this version any more. */
export async function holdBasis({ sql }: Transaction, id: string, version: number): Promise<boolean> {
  const held = 'select 1 as held from basis where id = $1 and version = $2 for share'
  const rows = await sql(held, [id, version], 'hold-basis')
  return rows.length > 0
}

/** What may change of a basis: that it was confirmed, and that it was withdrawn, and who took it back, and when they said so. */
export async function saveFate({ sql }: Transaction, basis: RecordedBasis, takenBack?: Said): Promise<void> {
  const { record, confirmedBy, confirmedRoster, withdrawnBy } = basis
  await sql(
    `update basis set version = $2, confirmed_at = $3, confirmed_by = $4, withdrawn_at = $5, withdrawn_by = $6,
       confirmed_roster = $7, taken_back_by = coalesce($8, taken_back_by), said_at = coalesce($9, said_at) where id = $1`,
    [
      ...[record.id, record.version, record.confirmedAt ?? null, confirmedBy ?? null],
      ...[record.withdrawnAt ?? null, withdrawnBy ?? null, confirmedRoster ?? null],
      ...[takenBack?.by ?? null, takenBack?.at ?? null],
    ],
  )
}

/** It has come; what it was due by stays on record. */
export async function saveSheet(
  { sql }: Transaction,
  id: string,
  { id: sheetId, sha256 }: Sheet,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  await sql(
    `update basis set version = version + 1, sheet_id = $2, sheet_sha256 = $3, sheet_added_by = $4, sheet_added_at = $5
      where id = $1`,
    [id, sheetId, sha256, by, at],
  )
}

/** Nobody may rely on it until an independent person has reviewed it. */
export async function markReplacing({ sql }: Transaction, id: string): Promise<void> {
  await sql('update basis set version = version + 1, replaces_refusal = true where id = $1 and not replaces_refusal', [
    id,
  ])
}

/** It waits for that review no longer. */
export async function liftReplacing({ sql }: Transaction, id: string, at: Date): Promise<void> {
  await sql('update basis set version = version + 1, replaces_refusal = false, refusal_lifted_at = $2 where id = $1', [
    id,
    at,
  ])
}

/** Somebody has looked at it again. */
export async function saveReview(
  { sql }: Transaction,
  id: string,
  { by, at, next }: { readonly by: string; readonly at: Date; readonly next: Date | undefined },
): Promise<void> {
  await sql(
    'update basis set version = version + 1, reviewed_at = $2, reviewed_by = $3, review_by = $4 where id = $1',
    [id, at, by, next ?? null],
  )
}

/** What takes its place; that it ended is saved apart. */
export async function markSuperseded({ sql }: Transaction, id: string, by: string): Promise<void> {
  await sql('update basis set superseded_by = $2 where id = $1', [id, by])
}

/** Of a person who is gone, by the names under which agencies knew them. Whoever asks later finds them withdrawn by nobody's name. */
export async function endBasesOf({ sql }: Transaction, subjectRefs: readonly string[], at: Date): Promise<void> {
  await sql(
    `update basis set version = version + 1, withdrawn_at = $2, withdrawn_by = 'erasure'
      where subject_ref = any ($1) and withdrawn_at is null`,
    [subjectRefs, at],
  )
}

/** Everything that an agency has on record for a person, in force or not. */
export async function recordsOf({ sql }: Reader, subjectId: string, agencyId: string): Promise<BasisRecord[]> {
  const rows = await sql<Columns>(`${SELECT} where b.subject_id = $1 and b.agency_id = $2`, [subjectId, agencyId])
  return rows.map(row => toBasis(row).record)
}

/**
 * Consents of other agencies on which one of this hub was given a person, and that let it refer them further; and what has taken the place of
 * such a one, as long as that does so too and names the agency for what it was given the person for. And those of an agency that is suspended
 * and in whose place this one acts, with what that agency put in their place: what the person agreed to, and no officer's word.
 */
export async function recordsPassedOn({ sql }: Reader, subjectId: string, to: AgencyRef): Promise<BasisRecord[]> {
  const rows = await sql<Columns & { stands_for: string[] }>(
    `with recursive line (id, cited, recipient_type, purpose) as (
       select b.id, b.id, p.recipient_type, p.purpose from basis b join permit p on p.basis_id = b.id::text
        where b.subject_id = $1 and b.onward and b.agency_id <> $3
          and p.subject_id = $1 and p.recipient_hub = $2 and p.recipient_agency = $3 and p.occasion = 'submit'
       union
       select n.id, l.cited, l.recipient_type, l.purpose from line l join basis n on n.supersedes = l.id
        where n.onward and l.purpose = any (n.purposes) and exists (
          select from jsonb_to_recordset(n.recipients) as r (hub text, "agencyType" text, "agencyId" text)
           where r.hub = $2 and r."agencyType" = l.recipient_type and coalesce(r."agencyId", $3) = $3)),
     taken (id, cited) as (
       select b.id, b.id from taken_over t join basis b on b.subject_id = t.subject_id and b.agency_id = t.from_agency
        where t.subject_id = $1 and t.by_agency = $3 and b.basis = 'consent'
       union
       select n.id, t.cited from taken t join basis n on n.supersedes = t.id and n.basis = 'consent')
     select b.*, r.hub as bound_hub, r.agency_id as bound_agency, l.stands_for
       from (select id, array_agg(distinct cited::text) as stands_for
               from (select id, cited from line union select id, cited from taken) known group by id) l
       join basis b on b.id = l.id left join recipient_binding r on r.basis_id = b.id`,
    [subjectId, to.hub, to.agencyId],
  )
  return rows.map(row => ({ ...toBasis(row).record, passedOn: true, standsFor: row.stands_for }))
}

/** A basis, and those in whose place it stands, one after the other. */
export async function lineTo({ sql }: Reader, basisId: string): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }>(
    `with recursive line as (
       select id, supersedes from basis where id = $1
       union select b.id, b.supersedes from basis b join line l on b.id = l.supersedes)
     select id::text from line`,
    [basisId],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Everything that any agency of the hub has on record for a person, newest first, so many at most. */
export async function basesOn({ sql }: Reader, subjectId: string, limit: number): Promise<RecordedBasis[]> {
  const rows = await sql<Columns>(`${SELECT} where b.subject_id = $1 order by b.granted_at desc, b.id limit $2`, [
    subjectId,
    limit,
  ])
  return rows.map(toBasis)
}

/** What one agency has on record under its own reference to a person, newest first, so many at most. */
export async function basesUnder(
  { sql }: Reader,
  { subjectRef, agencyId, limit }: { readonly subjectRef: string; readonly agencyId: string; readonly limit: number },
): Promise<RecordedBasis[]> {
  const where = 'where b.subject_ref = $1 and b.agency_id = $2 order by b.granted_at desc, b.id limit $3'
  return (await sql<Columns>(`${SELECT} ${where}`, [subjectRef, agencyId, limit])).map(toBasis)
}

/** Ties a vital interest to its one recipient. Answers who has it: the first one, also when two come at once. */
export async function bindRecipient({ sql }: Transaction, basisId: string, to: AgencyRef): Promise<AgencyRef> {
  const [row] = await sql<{ hub: string; agency_id: string }>(
    `insert into recipient_binding (basis_id, hub, agency_id) values ($1, $2, $3)
     on conflict (basis_id) do nothing returning hub, agency_id`,
    [basisId, to.hub, to.agencyId],
  )
  const [bound] = row
    ? [row]
    : await sql<{ hub: string; agency_id: string }>(
        'select hub, agency_id from recipient_binding where basis_id = $1',
        [basisId],
      )
  if (bound === undefined) throw new Error('a binding that was there is gone')
  return { hub: bound.hub, agencyId: bound.agency_id }
}

function toBasis(row: Columns): RecordedBasis {
  const justification = justificationJson.parse(row.justification)
  const form = {
    subjectRef: row.subject_ref,
    basis: codeIn(BASES, row.basis),
    grantedBy: codeIn(GRANTORS, row.granted_by),
    purposes: codesIn(PURPOSES, row.purposes),
    recipients: recipientsJson.parse(row.recipients),
    dataCategories: codesIn(CATEGORIES, row.categories),
    languageExplained: row.language_explained,
    interpreter: row.interpreter,
    comprehensionChecked: row.comprehension_checked,
    validUntil: row.valid_until,
    signature: row.signature === null ? null : codeIn(SIGNATURES, row.signature),
    assent: row.assent ?? undefined,
    protocol: codeOrNone(PROTOCOLS, row.protocol),
    priority: codeOrNone(PRIORITIES, row.priority),
    justification: justification ?? undefined,
    reportBack: row.report_back,
    actions: row.actions === null ? undefined : codesIn(ACTIONS, row.actions),
    onward: row.onward,
    selfIncriminating: advisedJson.parse(row.self_incriminating) ?? undefined,
    taken: takenJson.parse(row.taken) ?? undefined,
    sheet: sheetOf(row),
  }
  const sheetBy = row.sheet_id === null ? (row.sheet_by ?? undefined) : undefined
  const ofAdult = row.of_adult ?? undefined
  const term = { endsAt: row.ends_at, confirmBy: row.confirm_by ?? undefined, sheetBy }
  return {
    form,
    record: {
      ...recordOf(form, term, { id: row.id, ofAdult, now: row.granted_at }),
      version: row.version,
      confirmedAt: row.confirmed_at ?? undefined,
      withdrawnAt: row.withdrawn_at ?? undefined,
      boundTo: boundTo(row),
      ...(row.replaces_refusal && { replacesRefusal: true }),
      ...(row.second_first && { secondFirst: true }),
    },
    subjectId: row.subject_id,
    agencyId: row.agency_id,
    userId: row.user_id,
    confirmedBy: row.confirmed_by ?? undefined,
    confirmedRoster: codeOrNone(ROSTERS, row.confirmed_roster),
    withdrawnBy: row.withdrawn_by ?? undefined,
    policyHash: row.policy_hash,
    reviewBy: row.review_by ?? undefined,
    supersedes: row.supersedes ?? undefined,
    supersededBy: row.superseded_by ?? undefined,
    agreedAt: row.agreed_at ?? undefined,
    ofAdult,
  }
}

const sheetOf = ({ sheet_id: id, sheet_sha256: sha256 }: Columns): Sheet | undefined =>
  id === null || sha256 === null ? undefined : { id, sha256 }

const boundTo = ({ bound_hub: hub, bound_agency: agencyId }: Columns): AgencyRef | undefined =>
  hub === null || agencyId === null ? undefined : { hub, agencyId }

/** Of these kinds, in force, of everybody of whom a package left for a hub. */
export async function basesAbroad(
  { sql }: Reader,
  toHub: string,
  { kinds, now }: { readonly kinds: readonly Basis[]; readonly now: Date },
): Promise<RecordedBasis[]> {
  const rows = await sql<Columns>(
    `${SELECT} where b.basis = any ($3) and b.withdrawn_at is null and b.ends_at > $2
        and exists (select from permit p where p.subject_id = b.subject_id and p.recipient_hub = $1 and ${left('p')})`,
    [toHub, now, [...kinds]],
  )
  return rows.map(toBasis)
}

/** Everything that any agency of this hub has on record for a person, locked in the order of ids as `lockBasesOf` does. */
export async function basesOfPerson({ sql }: Transaction, subjectId: string): Promise<RecordedBasis[]> {
  return (await sql<Columns>(`${SELECT} where b.subject_id = $1 order by b.id for update of b`, [subjectId])).map(
    toBasis,
  )
}

/** The same, by linked records as well. */
export async function basesKnownBy({ sql }: Transaction, { subjectId, subjectRef }: Sought): Promise<RecordedBasis[]> {
  const where = 'where b.subject_id = $1 or b.subject_ref in (select names_known_by($1, $2))'
  const rows = await sql<Columns>(`${SELECT} ${where} order by b.id for update of b`, [subjectId, subjectRef ?? null])
  return rows.map(toBasis)
}

/** What of it waits for an independent person's review. */
export async function basesAwaitingReview(
  { sql }: Reader,
  { subjectId, subjectRef }: Sought,
): Promise<RecordedBasis[]> {
  const rows = await sql<Columns>(
    `${SELECT} where ${AWAITS_REVIEW} and b.withdrawn_at is null and b.id in (
       select id from basis where subject_id = $1
       union select id from basis join names_known_by($1, $2) as known (subject_ref) using (subject_ref))`,
    [subjectId, subjectRef ?? null],
    'bases-awaiting-review',
  )
  return rows.map(toBasis)
}
