import type { SheetFile } from '@amparo/client'
import { type Draft, emptyDraft, isChild } from '../../form/draft.ts'

/** As many as one event brings at once. */
export const MOST = 40
export const FIRST_ROWS = 3

/** What is one person's own; the rest is the event's. As typed. */
export interface IntakeRow {
  /** Of the row, not of the person: nothing of it leaves the page. */
  readonly key: string
  readonly names: string
  readonly birth: string
  readonly ageBand: string
  readonly minor: Draft['minor']
  readonly gender: string
  /** Absent: as most others, the first of the event's. */
  readonly language?: string
  readonly nationality?: string
  /** What they answered in private, whether they fear to return. Absent or empty: they were not asked so. */
  readonly fear?: string
  /** On which this person signed: nobody signs for the others. */
  readonly sheet?: SheetFile | null
}

/** Where children go, who may not go where the others do. */
export interface ForChildren {
  readonly protocol: string
  readonly hub: string
  readonly agency: string
  readonly reason: string
}

export interface IntakeDraft {
  readonly shared: Draft
  readonly children: ForChildren
  readonly rows: readonly IntakeRow[]
}

export const emptyRow = (key: string): IntakeRow => ({
  key,
  names: '',
  birth: '',
  ageBand: '',
  minor: '',
  gender: 'NonSpecifiedUnknown',
})

export const emptyIntake = (hub: string, language: string, newKey: () => string): IntakeDraft => ({
  shared: {
    ...emptyDraft(hub, language),
    traffickingStatus: 'PossibleVictimOfTrafficking',
    events: [{ type: 'Exploitation', country: '', from: '', to: '' }],
  },
  children: { protocol: '', hub, agency: '', reason: 'child_at_risk' },
  rows: Array.from({ length: FIRST_ROWS }, () => emptyRow(newKey())),
})

/** A row in which nobody stands yet. */
export const isBlank = ({ names, birth, ageBand, minor }: IntakeRow): boolean =>
  names.trim() === '' && birth.trim() === '' && ageBand === '' && minor === ''

export const isChildRow = (row: Pick<IntakeRow, 'minor'>): boolean => isChild(row)

const first = (own: string | undefined, shared: readonly string[]): readonly string[] => {
  const code = own ?? shared[0] ?? ''
  return code === '' ? [] : [code]
}

/**
 * One person's form, as if it had been typed alone. A child goes to child protection on the basis of safeguarding, whatever
 * basis the others have (rules: Children; doubt means child).
 */
export function draftOf({ shared, children }: IntakeDraft, row: IntakeRow): Draft {
  const own: Draft = {
    ...shared,
    names: row.names,
    birth: row.birth,
    ageBand: row.ageBand,
    minor: row.minor,
    gender: row.gender,
    languages: first(row.language, shared.languages),
    nationalities: first(row.nationality, shared.nationalities),
    sheet: row.sheet ?? null,
    ...(row.fear && { fearAsked: 'yes', fearInPrivate: true, fearAnswer: row.fear }),
    // A row for an event of which nothing is known is no event.
    events: shared.events.filter(({ country }) => country !== ''),
  }
  if (!isChildRow(row)) return own
  return {
    ...own,
    protocol: children.protocol,
    hub: children.hub,
    agency: children.agency,
    purpose: '',
    purposes: [...new Set([...shared.purposes, 'child_protection'])],
    basis: 'child_safeguarding',
    grantedBy: 'none',
    reason: children.reason,
    signature: '',
    sheet: null,
    recipientScope: 'agency',
  }
}
