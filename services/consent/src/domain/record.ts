import { HOUR_MS } from '@amparo/kernel'
import { type AgencyRef, covers, isSameAgency, type Party, type Recipient } from './agency.ts'
import type { Action, Basis, Category, Grantor, Law, Protocol, Purpose } from './codes.ts'

/** One lawful basis on record: given by the person, claimed by an officer, or brought by a package's grant. */
export interface BasisRecord {
  readonly id: string
  /** From 1; rises with confirmation and withdrawal. */
  readonly version: number
  readonly basis: Basis
  /** A grant was decided by the sending hub; what only that hub can know is not asked again here. */
  readonly origin: 'recorded' | 'grant'
  readonly grantedBy: Grantor
  /** A guardian gave it by a right that they have over an adult, too. Absent: no, or nobody said. */
  readonly guardianOfAdult?: boolean
  readonly purposes: readonly Purpose[]
  readonly categories: readonly Category[]
  readonly recipients: readonly Recipient[]
  /** Only for this protocol, if one was named. */
  readonly protocol: Protocol | undefined
  /** Recorded oral consent without a witness: emergencies only. */
  readonly oralOnly: boolean
  readonly article: { readonly law: Law; readonly number: number } | undefined
  /** What the article or order is said to compel; only ever narrows. */
  readonly compels: readonly Category[] | undefined
  readonly grantedAt: Date
  /** Exclusive. */
  readonly endsAt: Date
  /** When a second person has to have confirmed. */
  readonly confirmBy: Date | undefined
  readonly confirmedAt: Date | undefined
  readonly withdrawnAt: Date | undefined
  /** It was signed, and its sheet is still to come: by then, and until then it carries emergencies alone. Absent: nothing is awaited. */
  readonly sheetBy?: Date | undefined
  /** Redaction holds the sheet that was signed. Absent: no. */
  readonly sheetHeld?: boolean
  /** The one recipient that a vital interest has gone to already. */
  readonly boundTo: AgencyRef | undefined
  readonly codeNameOnly: boolean
  /** What the recipient finds out may go back to the sender. */
  readonly reportBack: boolean
  /** Ways of passing it on that the person agreed to. Absent: any. */
  readonly actions?: readonly Action[] | undefined
  /** Another agency's: the sender was given the person on it, and it lets them be referred further. Absent: no. */
  readonly passedOn?: boolean
  /** Of such a one: ids of those in whose place it stands. Absent: none. */
  readonly standsFor?: readonly string[]
  /** Whoever receives the person on it may refer them further. Absent: no. */
  readonly onward?: boolean | undefined
  /** The person agreed, after legal advice, that police and prosecution read what incriminates them. Absent: no. */
  readonly selfIncriminatingAgreed?: boolean
  /** A court ordered that its own judge reads what is withheld. Absent: no. */
  readonly judicialReview?: boolean
  /** The person refused consent to it: it counts only after an independent person's review. Absent: no. */
  readonly replacesRefusal?: boolean
  /** Not the first that its agency claims alone for this person: it counts once a second person has confirmed it. Absent: at once. */
  readonly secondFirst?: boolean
  /** A grant rests on the instrument that it names. */
  readonly instrumentId: string | undefined
  /** Of a grant: when its hub last said that it stands. Absent: it needs no such word. */
  readonly statusAt?: Date | undefined
}

export type Status = 'in_force' | 'withdrawn' | 'expired' | 'lapsed'

type Term = Pick<BasisRecord, 'endsAt' | 'confirmBy' | 'confirmedAt' | 'withdrawnAt' | 'sheetBy'>

/** Whether the hub that gave a grant has said nothing of it for longer than it may. */
export const isStale = ({ statusAt }: Pick<BasisRecord, 'statusAt'>, staleHours: number, now: Date): boolean =>
  statusAt !== undefined && now.getTime() - statusAt.getTime() > staleHours * HOUR_MS

export const isExpired = (record: Pick<Term, 'endsAt'>, now: Date): boolean => now >= record.endsAt

/** Confirmed late is not confirmed: a lapsed basis stays lapsed. */
export const isOverdue = ({ confirmBy, confirmedAt }: Pick<Term, 'confirmBy' | 'confirmedAt'>, now: Date): boolean =>
  confirmBy !== undefined && (confirmedAt ?? now) >= confirmBy

/** The sheet did not come in time. */
export const isSheetOverdue = ({ sheetBy }: Pick<Term, 'sheetBy'>, now: Date): boolean =>
  sheetBy !== undefined && now >= sheetBy

/** An independent person's review is the confirmation; until then it carries nothing. */
export const awaitsReview = ({ replacesRefusal, confirmedAt }: BasisRecord): boolean =>
  replacesRefusal === true && confirmedAt === undefined

/** A second person comes first. */
export const awaitsSecond = ({ secondFirst, confirmedAt }: BasisRecord): boolean =>
  secondFirst === true && confirmedAt === undefined

/** Until when others may rely on it, as things are now: nobody tells them whether it will be confirmed, or its sheet come. */
export function standsUntil({ endsAt, confirmBy, confirmedAt, sheetBy }: Omit<Term, 'withdrawnAt'>): Date {
  const ends = [endsAt, confirmedAt === undefined ? confirmBy : undefined, sheetBy].filter(end => end !== undefined)
  return new Date(Math.min(...ends.map(Number)))
}

export function statusOf(record: Term, now: Date): Status {
  if (record.withdrawnAt !== undefined) return 'withdrawn'
  if (isOverdue(record, now) || isSheetOverdue(record, now)) return 'lapsed'
  return isExpired(record, now) ? 'expired' : 'in_force'
}

/** Whether what was sent on a basis goes on on this one: it is the same, or has taken its place. */
export const standsIn = ({ id, standsFor = [] }: Pick<BasisRecord, 'id' | 'standsFor'>, cited: string): boolean =>
  id === cited || standsFor.includes(cited)

export const namesRecipient = (record: BasisRecord, party: Party): boolean =>
  record.recipients.some(recipient => covers(recipient, party)) &&
  (record.boundTo === undefined || isSameAgency(record.boundTo, party))

/** Whether it names the agency itself, rather than its kind. */
export const namesById = (record: BasisRecord, party: Party): boolean =>
  record.recipients.some(recipient => recipient.agencyId !== undefined && covers(recipient, party))
