import type { AgencyType, Basis, Category } from './codes.ts'

interface Row {
  /** On which it rests: a pseudonym gives no right by itself. */
  readonly basis: Basis
  /** Whose mandate covers it. No migration enforcement in any row. */
  readonly mandates: readonly AgencyType[]
}

/** Why a custodian may be told who stands behind a pseudonym. What is not in the table is denied. */
export const REIDENTIFICATION = {
  court_order: { basis: 'court_order', mandates: ['court', 'prosecution', 'police', 'identification_authority'] },
  danger_to_life: {
    basis: 'vital_interest',
    mandates: ['police', 'shelter', 'health', 'child_protection', 'identification_authority', 'central_authority'],
  },
  child_in_danger: {
    basis: 'child_safeguarding',
    mandates: ['child_protection', 'police', 'shelter', 'identification_authority'],
  },
  duty_to_identify: { basis: 'legal_obligation', mandates: ['identification_authority', 'central_authority'] },
} as const satisfies Readonly<Record<string, Row>>

/** Who it is, and nothing of what happened. */
export const REIDENTIFIED: readonly Category[] = ['identity']

/** Undefined: the table does not permit it. */
export function basisToReidentify(reason: string, type: AgencyType): Basis | undefined {
  const row: Row | undefined = Object.entries(REIDENTIFICATION).find(([code]) => code === reason)?.[1]
  return row?.mandates.includes(type) ? row.basis : undefined
}
