import type { Side, Taken } from '@amparo/protocols'
import type { Fallback } from './fallback.ts'
import type { ItemCodes } from './item-codes.ts'

export interface Party {
  readonly hub: string
  readonly agencyId: string
}

export const isSameParty = (one: Party, other: Party | undefined): boolean =>
  other !== undefined && one.hub === other.hub && one.agencyId === other.agencyId

/** What happened, as this hub keeps it. */
export interface Step extends Taken {
  readonly by: Party
  /** Of a user of this hub; never shown to the other party. */
  readonly byUser: string | undefined
  /** False: it stays inside the agency that took it. */
  readonly told: boolean
  /** Of one that halts: why, if nobody took anything back. Stays in this hub. */
  readonly cause?: 'suspended' | undefined
  /** 0 for what is told. What stays inside bears the number of the step before it, and from 1 its place after that. */
  readonly part: number
  readonly receivedAt: Date
}

/** What no step changes: who asked whom, for what. Never who the person is. */
export interface Opening {
  readonly id: string
  /** Id of the protocol. */
  readonly protocol: string
  readonly priority: string
  readonly from: Party
  /** A draft has no recipient yet. */
  readonly to: Party | undefined
  /** The share id under which this hub holds the person. */
  readonly subjectRef: string
  readonly purpose: string
  readonly services: readonly string[]
  /** Sent in a hurry, to be completed later. */
  readonly quick: boolean
  /** Under 18, or age in doubt: what this hub's own redaction has said last. A corrected record changes it. */
  readonly minor: boolean
  /** Nobody outside the compartment is to know of it. */
  readonly compartment: boolean
  /** Versions of the countries' overlays, by hub. */
  readonly overlays: Readonly<Record<string, number>>
  /** When it was entered here, or arrived. */
  readonly submittedAt: Date
  /** Its recipient is no member of the system: it is reached by one-time links. */
  readonly outside?: boolean | undefined
  /** Made by another way first; undefined: as usual. */
  readonly fallback?: Fallback | undefined
  /** Where the protocol asks for them. Nobody changes them, least of all whoever receives it. */
  readonly itemCodes?: ItemCodes | undefined
  /** The sender was suspended, and this agency acts in its place. */
  readonly successor?: Successor | undefined
}

/** Stated by the jurisdiction. No basis for disclosure: it reads of the person what consent lets any agency read. */
export interface Successor {
  /** Of the sender's hub. */
  readonly agencyId: string
  /** The share id under which it has the person; the sender's is not its to know. */
  readonly subjectRef: string
  readonly since: Date
}

/** A referral as one of its hubs holds it; all but the opening follows from its steps. */
export interface Referral extends Opening {
  readonly protocolVersion: number
  /** Of the protocol, and its FHIR status. */
  readonly state: string
  readonly status: string
  /** Who must act next. Undefined in final states. */
  readonly turn: Side | undefined
  /** Count of all steps. No party is shown it: `visible.ts`. */
  readonly version: number
  readonly updatedAt: Date
  /** When this hub has to call somebody next. */
  readonly fireAt: Date | undefined
  /** The deadline that ends first, whosesoever. */
  readonly nextDue: Date | undefined
  readonly nextDeadline: string | undefined
}

type Parties = Pick<Referral, 'from' | 'to'>
type Acting = Parties & Pick<Opening, 'successor'>

/** Who acts as the sender now. */
export const senderOf = ({ from, successor }: Pick<Acting, 'from' | 'successor'>): Party =>
  successor === undefined ? from : { hub: from.hub, agencyId: successor.agencyId }

export const otherSide = (side: Side): Side => (side === 'sender' ? 'recipient' : 'sender')

/**
 * Of which party these steps are, and who was given the person by it; whoever acts in a sender's place was given nobody. Whether a user may see
 * the referral at all, `access.ts` says.
 */
export function sideOfParty(referral: Parties, party: Party): Side | undefined {
  if (isSameParty(party, referral.from)) return 'sender'
  return isSameParty(party, referral.to) ? 'recipient' : undefined
}

/** Sent, and not over: work is expected or under way. */
export const isUnderWay = ({ status, turn }: Pick<Referral, 'status' | 'turn'>): boolean =>
  turn !== undefined && status !== 'draft'

/** The two agencies look at the same log. */
export const isWithinOneHub = ({ from, to }: Parties): boolean => from.hub === to?.hub

export const partyOf = (referral: Acting, side: Side): Party | undefined =>
  side === 'sender' ? senderOf(referral) : referral.to

/** Which party this agency acts as now. */
export function sideActing(referral: Acting, party: Party): Side | undefined {
  if (isSameParty(party, senderOf(referral))) return 'sender'
  return isSameParty(party, referral.to) ? 'recipient' : undefined
}
