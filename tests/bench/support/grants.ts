import { readFileSync } from 'node:fs'
import { type AgencyType, CATEGORIES, type Purpose } from '../../../services/consent/src/domain/codes.ts'
import { decide } from '../../../services/consent/src/domain/decide.ts'
import type { DisclosureRequest, Facts } from '../../../services/consent/src/domain/disclosure.ts'
import type { Policy } from '../../../services/consent/src/domain/policy.ts'
import type { BasisRecord } from '../../../services/consent/src/domain/record.ts'
import { loadPolicy } from '../../../services/consent/src/policy/load.ts'

export interface Grant {
  readonly hub: string
  readonly agencyType: AgencyType
  /** null: any of that kind. */
  readonly agencyId: string | null
  readonly purposes: readonly Purpose[]
  /** Exclusive, milliseconds. */
  readonly until: number
}

export interface Asked {
  readonly hub: string
  readonly agencyType: AgencyType
  readonly agencyId: string
  readonly purpose: Purpose
  readonly now: number
}

/** What every engine decides from. */
export interface Rules {
  readonly grants: readonly Grant[]
  readonly mandates: Readonly<Record<string, readonly Purpose[]>>
  readonly excluded: readonly string[]
  readonly barred: readonly AgencyType[]
}

export interface Decider {
  readonly name: string
  permits(asked: Asked): boolean
}

const NOW = Date.parse('2026-03-04T09:00:00Z')
const DAY = 86_400_000
const KINDS: readonly AgencyType[] = ['police', 'shelter', 'health', 'legal_aid', 'civil_society', 'child_protection']
const PURPOSES: readonly Purpose[] = [
  'shelter',
  'medical_care',
  'legal_assistance',
  'psychosocial_support',
  'labour_claim',
]
export const GRANTS = 50

const policyFile = new URL('../../../services/consent/policy/mandates.v1.json', import.meta.url)

/** Fifty grants in force for one person, and six hundred questions: about every second is permitted. */
export function grantsAndQuestions() {
  const policy = loadPolicy(readFileSync(policyFile, 'utf8'))
  const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
  const grants: Grant[] = Array.from({ length: GRANTS }, (_, n) => ({
    hub: 'XA',
    agencyType: at(KINDS, n),
    agencyId: n % 4 === 0 ? `agency-${n % 20}` : null,
    purposes: [at(PURPOSES, n), at(PURPOSES, n + 2 + (n % 3))],
    until: NOW + (30 + n) * DAY,
  }))
  const questions: Asked[] = Array.from({ length: 600 }, (_, n) => ({
    hub: 'XA',
    agencyType: n % 15 === 0 ? 'migration_enforcement' : at(KINDS, n * 7 + (n >> 3)),
    agencyId: `agency-${(n * 3) % 20}`,
    purpose: at(PURPOSES, n >> 1),
    now: n % 12 === 0 ? NOW + 100 * DAY : NOW + (n % 30) * DAY,
  }))
  const rules: Rules = {
    ...{ grants, excluded: ['agency-9'], barred: policy.firewall.barred },
    mandates: Object.fromEntries(Object.entries(policy.mandates).map(([kind, { purposes }]) => [kind, purposes])),
  }
  return { policy, rules, questions }
}

/** Ours decides all of it: also which data may go, on which basis, and what is withheld why. */
export function ours({ grants, excluded }: Rules, policy: Policy): Decider {
  const records = grants.map(recordOf)
  const facts: Facts = { ...PERSON, exclusions: excluded.map(agencyId => ({ hub: 'XA', agencyId })) }
  const accreditedUntil = new Date(NOW + 400 * DAY)
  const sender = { hub: 'XA', agencyId: 'sender', type: 'police', accreditedUntil } as const
  return {
    name: 'Amparo',
    permits: ({ hub, agencyType, agencyId, purpose, now }) => {
      const recipient = { hub, agencyId, type: agencyType, accreditedUntil }
      const request: DisclosureRequest = { ...ASKED, sender, recipient, purpose }
      return decide(request, records, facts, policy, new Date(now)).permit
    },
  }
}

const ASKED = {
  occasion: 'view',
  userId: 'user-1',
  protocol: 'oas-64-standard',
  priority: 'normal',
  services: 0,
} as const

const PERSON: Omit<Facts, 'exclusions'> = {
  minor: false,
  guardianNamed: false,
  guardianConflict: false,
  recipientIsStateOfNationality: false,
  protectionSeeker: false,
  fearOfReturnAsked: true,
  helpSeekingNeeds: false,
  received: false,
  instruments: [],
  importedFrom: undefined,
}

const recordOf = ({ hub, agencyType, agencyId, purposes, until }: Grant, n: number): BasisRecord => ({
  ...{ id: `grant-${n}`, version: 1, basis: 'consent', origin: 'recorded', grantedBy: 'self' },
  ...{ purposes, categories: CATEGORIES, endsAt: new Date(until), grantedAt: new Date(NOW - n * DAY) },
  recipients: [{ hub, agencyType, agencyId: agencyId ?? undefined }],
  ...{ protocol: undefined, oralOnly: false, article: undefined, compels: undefined },
  ...{ confirmBy: undefined, confirmedAt: undefined, withdrawnAt: undefined, boundTo: undefined },
  ...{ codeNameOnly: false, reportBack: false, instrumentId: undefined },
})
