import type { AgencyType } from './codes.ts'

export interface AgencyRef {
  readonly hub: string
  readonly agencyId: string
}

/** Of whatever says more of an agency: these two and nothing else. */
export const refOf = ({ hub, agencyId }: AgencyRef): AgencyRef => ({ hub, agencyId })

/** An agency as the directory knows it: its type never comes from a caller. */
export interface Party extends AgencyRef {
  readonly type: AgencyType
  /** It is no member: nobody can sign in for it. Absent: it is one. */
  readonly outside?: boolean | undefined
}

/** Whom something new could go to or come from. */
export interface Accredited extends Party {
  /** Exclusive. */
  readonly accreditedUntil: Date
}

/** Two institutions have to approve an agency each year (rules: Impostors and insiders). */
export const hasLapsed = ({ accreditedUntil }: Accredited, now: Date): boolean => accreditedUntil <= now

/** The refusal where something new would go from one to the other, and the accreditation of either has lapsed. Undefined: of neither. */
export function lapseBetween(
  { sender, recipient }: { readonly sender: Accredited; readonly recipient: Accredited },
  now: Date,
): 'recipient_accreditation_lapsed' | 'sender_accreditation_lapsed' | undefined {
  if (hasLapsed(recipient, now)) return 'recipient_accreditation_lapsed'
  return hasLapsed(sender, now) ? 'sender_accreditation_lapsed' : undefined
}

/** To whom data may go: one agency, or every agency of a type in one jurisdiction. */
export interface Recipient {
  readonly hub: string
  readonly agencyType: AgencyType
  readonly agencyId?: string | undefined
}

/** Whom the person never wants to know: an agency, a unit of one kind, or one officer. */
export interface Exclusion {
  readonly hub: string
  readonly agencyType?: AgencyType | undefined
  readonly agencyId?: string | undefined
  readonly userId?: string | undefined
}

export const isSameAgency = (one: AgencyRef, other: AgencyRef): boolean =>
  one.hub === other.hub && one.agencyId === other.agencyId

export const covers = (recipient: Recipient, party: Party): boolean =>
  recipient.hub === party.hub &&
  recipient.agencyType === party.type &&
  (recipient.agencyId === undefined || recipient.agencyId === party.agencyId)

/** Every part that the exclusion names must fit; one that names nothing but a hub bars the whole hub. */
export const bars = (exclusion: Exclusion, party: Party, userId: string | undefined): boolean =>
  exclusion.hub === party.hub &&
  (exclusion.agencyType === undefined || exclusion.agencyType === party.type) &&
  (exclusion.agencyId === undefined || exclusion.agencyId === party.agencyId) &&
  (exclusion.userId === undefined || exclusion.userId === userId)
