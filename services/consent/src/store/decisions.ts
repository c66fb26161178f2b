import type { Reader, Transaction } from '@amparo/store'
import { z } from 'zod'
import { BASES, CATEGORIES, PRIORITIES, PROTOCOLS, PURPOSES } from '../domain/codes.ts'
import type { DecisionRecord, Kept } from '../domain/decision-record.ts'
import { WITHHELD_REASONS } from '../domain/disclosure.ts'
import { type DenialCode, PRECEDENCE } from '../domain/precedence.ts'
import { type ConsideredList, insertLists, listOf, listRows, readList } from './considered.ts'
import { codeIn, codeOrNone, codesIn } from './reading.ts'

/** As rows of the table, for `json_populate_recordset`. */
const COLUMNS = `decision_id, outcome, rule, occasion, referral_id, subject_id, asker_agency, user_id, owner_agency, sender_hub,
  sender_agency, recipient_hub, recipient_agency, protocol, priority, purpose, services, report, request_hash, attestation_hashes,
  instrument_ids, considered_hash, struck, basis, basis_id, basis_version, instrument_id, categories, withheld, code_name_only, policy_hash,
  decided_at`

/** Those in the JSON list of a parameter. What they looked at has to be there as well: `insertLists`. */
export const insertDecisions = (list: string): string =>
  `insert into decision (${COLUMNS}) select ${COLUMNS} from json_populate_recordset(null::decision, ${list})`

const INSERT = `with listed as (${insertLists('$2')}) ${insertDecisions('$1')}`

export async function insertDecision({ sql }: Transaction, decision: DecisionRecord): Promise<void> {
  const list = listOf(decision.considered)
  const rows = [[decisionRow(decision, list)], listRows([list])]
  await sql(
    INSERT,
    rows.map(one => JSON.stringify(one)),
    'insert-decision',
  )
}

export function decisionRow(decision: DecisionRecord, { hash, struck }: ConsideredList) {
  const { sender, recipient, permission } = decision
  return {
    ...{
      decision_id: decision.decisionId,
      outcome: permission === undefined ? 'denial' : 'permit',
      rule: decision.rule,
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
const OCCASIONS = ['submit', 'package', 'view', 'link', 'import'] as const

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
  considered: readList(row.bases, row.struck),
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
