import type { Reader } from '@amparo/store'
import { z } from 'zod'
import { BASES, CATEGORIES, PRIORITIES, PROTOCOLS, PURPOSES } from '../domain/codes.ts'
import { APART, type DecisionRecord, type Kept } from '../domain/decision-record.ts'
import { WITHHELD_REASONS } from '../domain/disclosure.ts'
import { type DenialCode, PRECEDENCE } from '../domain/precedence.ts'
import { toldOf, UNSAID } from '../domain/told.ts'
import { type ConsideredList, readList } from './considered.ts'
import { codeIn, codeOrNone, codesIn } from './reading.ts'

const TYPES = {
  ...{
    decision_id: 'uuid',
    outcome: 'text',
    rule: 'text',
    told: 'text',
    occasion: 'text',
    referral_id: 'text',
    subject_id: 'text',
  },
  ...{ asker_agency: 'text', user_id: 'text', owner_agency: 'text', sender_hub: 'text', sender_agency: 'text' },
  ...{ recipient_hub: 'text', recipient_agency: 'text', protocol: 'text', priority: 'text', purpose: 'text' },
  ...{ services: 'integer', report: 'boolean', request_hash: 'text', attestation_hashes: 'text[]' },
  ...{ instrument_ids: 'text[]', considered_hash: 'text', struck: 'jsonb', basis: 'text', basis_id: 'text' },
  ...{ basis_version: 'integer', instrument_id: 'text', categories: 'text[]', withheld: 'jsonb' },
  ...{ code_name_only: 'boolean', policy_hash: 'text', decided_at: 'timestamptz' },
}

/** As `json_to_recordset` is told of `decisionRow`, and as the table has them. */
export const DECISION_TYPES = Object.entries(TYPES)
  .map(([column, type]) => `${column} ${type}`)
  .join(', ')
export const DECISION_COLUMNS = Object.keys(TYPES).join(', ')

export function decisionRow(
  decision: DecisionRecord,
  { hash, struck }: ConsideredList,
): Record<keyof typeof TYPES, unknown> {
  const { sender, recipient, permission } = decision
  return {
    ...{
      decision_id: decision.decisionId,
      outcome: decision.rule === 'permitted' ? 'permit' : 'denial',
      rule: decision.rule,
      told: decision.told,
    },
    ...{ occasion: decision.occasion, referral_id: decision.referralId, subject_id: decision.subjectId },
    ...{ asker_agency: decision.askerAgency, user_id: decision.userId, owner_agency: decision.ownerAgency },
    ...{ sender_hub: sender.hub, sender_agency: sender.agencyId },
    ...{ recipient_hub: recipient.hub, recipient_agency: recipient.agencyId },
    ...{ protocol: decision.protocol, priority: decision.priority, purpose: decision.purpose },
    ...{ services: decision.services, report: decision.report, request_hash: decision.requestHash },
    ...{ attestation_hashes: decision.attestationHashes, instrument_ids: decision.instrumentIds },
    ...{ considered_hash: hash, struck, basis: permission?.basis, basis_id: permission?.basisId },
    ...{ basis_version: permission?.basisVersion, instrument_id: permission?.instrumentId },
    ...{ categories: permission?.categories ?? [], withheld: permission?.withheld ?? [] },
    ...{ code_name_only: permission?.codeNameOnly ?? false },
    ...{ policy_hash: decision.policyHash, decided_at: decision.decidedAt },
  }
}

interface Columns {
  decision_id: string
  rule: string
  told: string | null
  occasion: string
  referral_id: string | null
  subject_id: string | null
  asker_agency: string
  user_id: string | null
  owner_agency: string | null
  sender_hub: string
  sender_agency: string
  recipient_hub: string
  recipient_agency: string
  protocol: string | null
  priority: string | null
  purpose: string | null
  services: number
  report: boolean
  request_hash: string
  attestation_hashes: string[]
  instrument_ids: string[]
  bases: unknown
  struck: unknown
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
const TOLD = [...RULES, UNSAID] as const
const OCCASIONS = ['submit', 'package', 'view', 'link', 'import', 'hand_over', ...APART] as const

const withheldJson = z.array(
  z.strictObject({ category: z.enum(CATEGORIES), reason: z.enum(WITHHELD_REASONS), silent: z.boolean() }),
)

export async function findDecision({ sql }: Reader, decisionId: string): Promise<DecisionRecord | undefined> {
  const rows = await sql<Columns>(
    `select d.*, coalesce(d.considered, c.bases) as bases from decision d left join considered c on c.hash = d.considered_hash
      where decision_id = $1`,
    [decisionId],
  )
  return rows.map(toDecision)[0]
}

const toDecision = (row: Columns): DecisionRecord => ({
  decisionId: row.decision_id,
  rule: codeIn(RULES, row.rule),
  told: toldIn(row),
  occasion: codeIn(OCCASIONS, row.occasion),
  referralId: row.referral_id ?? undefined,
  subjectId: row.subject_id ?? undefined,
  askerAgency: row.asker_agency,
  userId: row.user_id ?? undefined,
  ownerAgency: row.owner_agency ?? undefined,
  sender: { hub: row.sender_hub, agencyId: row.sender_agency },
  recipient: { hub: row.recipient_hub, agencyId: row.recipient_agency },
  protocol: codeOrNone(PROTOCOLS, row.protocol),
  priority: codeOrNone(PRIORITIES, row.priority),
  purpose: codeOrNone(PURPOSES, row.purpose),
  services: row.services,
  report: row.report,
  requestHash: row.request_hash,
  attestationHashes: row.attestation_hashes,
  instrumentIds: row.instrument_ids,
  considered: readList(row.bases, row.struck),
  permission: permissionOf(row),
  policyHash: row.policy_hash,
  decidedAt: row.decided_at,
})

/** Of one of before nobody kept what was said: what would be now, where nobody knows whether the owner had the person from elsewhere. */
function toldIn({ told, rule: kept, asker_agency: askerAgency, owner_agency, recipient_agency }: Columns) {
  if (told !== null) return codeIn(TOLD, told)
  const rule = codeIn(RULES, kept)
  const asking = { askerAgency, recipient: { agencyId: recipient_agency }, holder: owner_agency ?? undefined }
  return rule === 'permitted' ? rule : toldOf(rule, asking)
}

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
