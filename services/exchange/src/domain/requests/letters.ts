import { calledOf } from './calls.ts'
import type { Contact } from './contact.ts'
import type { Party, Signed } from './request.ts'

/** What is written about a request beside what it says itself: between the authorities, and in operational contact. */
export const WRITTEN = ['letter', 'contact'] as const
export type Written = (typeof WRITTEN)[number]

/** Undefined: it is what the request itself says. */
export const writtenIn = (field: string): Written | undefined => WRITTEN.find(one => one === field)

/** As exchange knows it; what it says redaction holds. */
export interface Letter {
  readonly requestId: string
  /** By which it is one, however often it comes. */
  readonly sha256: string
  readonly field: Written
  readonly by: Party
  /** When it was here. */
  readonly at: Date
}

/** Of one kind, by one agency, and not opened yet by the agency that looks. */
export interface Unread extends Pick<Letter, 'field' | 'by'> {
  readonly count: number
  readonly lastAt: Date
}

interface Here {
  readonly hub: string
  /** Agencies of this hub that may write in contact, now. */
  readonly contacts: readonly Pick<Contact, 'agencyId'>[]
}

/** Agencies of this hub that are to read it: all that may, but whoever wrote it. */
export function readersOf(
  request: Signed,
  { field, by }: Pick<Letter, 'field' | 'by'>,
  { hub, contacts }: Here,
): string[] {
  const inContact = field === 'contact' ? contacts.map(({ agencyId }) => agencyId) : []
  const all = new Set([...calledOf(request, hub), ...inContact])
  return [...all].filter(agencyId => by.hub !== hub || by.agencyId !== agencyId)
}
