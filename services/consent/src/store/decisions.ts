import type { Reader, Transaction } from '@amparo/store'
import { z } from 'zod'
import { BASES, CATEGORIES, PRIORITIES, PROTOCOLS, PURPOSES } from '../domain/codes.ts'
import type { DecisionRecord, Kept } from '../domain/decision-record.ts'
import { WITHHELD_REASONS } from '../domain/disclosure.ts'
import { type DenialCode, PRECEDENCE } from '../domain/precedence.ts'
import { codeIn, codeOrNone, codesIn } from './reading.ts'

export async function insertDecision({ sql }: Transaction, decision: DecisionRecord): Promise<void> {
  const { sender, recipient, permission } = decision
  await sql(
    `insert into decision (decision_id, outcome, rule, occasion, referral_id, subject_id, asker_agency, user_id, owner_agency,
       sender_hub, sender_agency, recipient_hub, recipient_agency, protocol, priority, purpose, services, report,
       request_hash, attestation_hashes, instrument_ids, considered, basis, basis_id, basis_version, instrument_id,
       categories, withheld, code_name_only, policy_hash, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
       $25, $26, $27, $28, $29, $30, $31)`,
    [
      ...[decision.decisionId, permission === undefined ? 'denial' : 'permit', decision.rule, decision.occasion],
      ...[decision.referralId, decision.subjectId, decision.askerAgency, decision.userId ?? null],
      ...[decision.ownerAgency ?? null, sender.hub, sender.agencyId, recipient.hub, recipient.agencyId],
      ...[decision.protocol, decision.priority, decision.purpose ?? null, decision.services, decision.report],
      ...[
        decision.requestHash,
        decision.attestationHashes,
        decision.instrumentIds,
        JSON.stringify(decision.considered),
      ],
      ...[permission?.basis ?? null, permission?.basisId ?? null, permission?.basisVersion ?? null],
      ...[permission?.instrumentId ?? null, permission?.categories ?? [], JSON.stringify(permission?.withheld ?? [])],
      ...[permission?.codeNameOnly ?? false, decision.policyHash, decision.decidedAt],
    ],
    'insert-decision',
  )
}

interface Columns {
  decision_id: string
  rule: string
  occasion: string
  referral_id: string
  subject_id: string
  asker_agency: string
  user_id: string | null
  owner_agency: string | null
  sender_hub: string
  sender_agency: string
  recipient_hub: string
  recipient_agency: string
  protocol: string
  priority: string
  purpose: string | null
  services: number
  report: boolean
  request_hash: string
  attestation_hashes: string[]
  instrument_ids: string[]
  considered: unknown
  basis: string | null
  basis_id: string | null
  basis_version: number | null
  instrument_id: string | null
  categories: string[]
  withheld: unknown
  code_name_only: boolean
  policy_hash: string
  decided_at: Date
}

const RULES = [...PRECEDENCE.map(({ code }): DenialCode => code), 'permitted'] as const
const OCCASIONS = ['submit', 'package', 'view', 'link', 'import'] as const

const consideredJson = z.array(
  z.strictObject({
    id: z.string(),
    version: z.int(),
    basis: z.enum(BASES),
    origin: z.enum(['recorded', 'grant']),
    struckBy: z.enum(PRECEDENCE.map(({ code }): DenialCode => code)).optional(),
  }),
)
const withheldJson = z.array(
  z.strictObject({ category: z.enum(CATEGORIES), reason: z.enum(WITHHELD_REASONS), silent: z.boolean() }),
)

export async function findDecision({ sql }: Reader, decisionId: string): Promise<DecisionRecord | undefined> {
  return (await sql<Columns>('select * from decision where decision_id = $1', [decisionId])).map(toDecision)[0]
}

const toDecision = (row: Columns): DecisionRecord => ({
  decisionId: row.decision_id,
  rule: codeIn(RULES, row.rule),
  occasion: codeIn(OCCASIONS, row.occasion),
  referralId: row.referral_id,
  subjectId: row.subject_id,
  askerAgency: row.asker_agency,
  userId: row.user_id ?? undefined,
  ownerAgency: row.owner_agency ?? undefined,
  sender: { hub: row.sender_hub, agencyId: row.sender_agency },
  recipient: { hub: row.recipient_hub, agencyId: row.recipient_agency },
  protocol: codeIn(PROTOCOLS, row.protocol),
  priority: codeIn(PRIORITIES, row.priority),
  purpose: codeOrNone(PURPOSES, row.purpose),
  services: row.services,
  report: row.report,
  requestHash: row.request_hash,
  attestationHashes: row.attestation_hashes,
  instrumentIds: row.instrument_ids,
  considered: consideredJson.parse(row.considered).map(({ struckBy, ...one }) => ({ ...one, struckBy })),
  permission: permissionOf(row),
  policyHash: row.policy_hash,
  decidedAt: row.decided_at,
})

function permissionOf(row: Columns): Kept | undefined {
  if (row.basis === null || row.basis_id === null || row.basis_version === null) return undefined
  return {
    basis: codeIn(BASES, row.basis),
    basisId: row.basis_id,
    basisVersion: row.basis_version,
    instrumentId: row.instrument_id ?? '',
    categories: codesIn(CATEGORIES, row.categories),
    withheld: withheldJson.parse(row.withheld),
    codeNameOnly: row.code_name_only,
  }
}
