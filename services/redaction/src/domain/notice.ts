import type { Held } from './held.ts'

/** Against removal, to migration enforcement; and of a person to their consulate, where they chose that. */
export const NOTICE_KINDS = ['non_removal', 'consular'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]
/** What names the person in it: one of the two. */
export const SHOWN = ['name', 'document'] as const
export type Shown = (typeof SHOWN)[number]

/** How long one stands at most, in days; a new one is a new decision. */
export const MOST_DAYS: Readonly<Record<NoticeKind, number>> = { non_removal: 180, consular: 30 }

/** Of a person only who they are. In codes: the page words them, and no wording says why. */
export interface NoticeText {
  readonly type: 'amparo-notice'
  readonly v: 1
  readonly kind: NoticeKind
  readonly hub: string
  readonly number: string
  /** Whom to call. Not by name: what an agency calls itself may say why. */
  readonly from: { readonly dutyPhone: string }
  readonly person: { readonly name: string } | { readonly document: { readonly type: string; readonly number: string } }
  /** Days, UTC. */
  readonly issuedOn: string
  readonly expiresOn: string
}

export interface Notice {
  readonly noticeId: string
  readonly number: string
  readonly subjectId: string
  /** Under which the agency that issued it has the person. */
  readonly shareId: string
  readonly kind: NoticeKind
  readonly fromAgency: string
  readonly toAgency: string
  readonly issuedAt: Date
  readonly expiresAt: Date
  readonly withdrawnAt: Date | undefined
}

/** `ended`: its agency has not withdrawn it, but the consent on which it rests has ended, or covers no more what names the person. */
export const NOTICE_STATES = ['stands', 'ended', 'expired', 'withdrawn'] as const
export type NoticeState = (typeof NOTICE_STATES)[number]

/** Whatever has become of the consent. */
export function stateOfNotice({ withdrawnAt, expiresAt }: Notice, now: Date): Exclude<NoticeState, 'ended'> {
  if (withdrawnAt !== undefined) return 'withdrawn'
  return now >= expiresAt ? 'expired' : 'stands'
}

/** Undefined where the record does not say it, or the person came from another hub, whose record it is. */
export function personIn(held: Held, shown: Shown): NoticeText['person'] | undefined {
  if (held.kind !== 'form') return undefined
  const { names, documents } = held.form.subject.identity
  if (shown === 'name') return names[0] === undefined ? undefined : { name: names[0] }
  return documents[0] && { document: documents[0] }
}
