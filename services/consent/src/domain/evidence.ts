import { type Accredited, lapseBetween, type Party } from './agency.ts'
import type { AgencyType, Basis, Category, HandlingCode, Purpose } from './codes.ts'
import type { Instrument } from './disclosure.ts'
import type { DenialCode } from './precedence.ts'

/** Who may know what a request for evidence says, and for what. What is not in the table is denied. */
export const EVIDENCE = {
  /** A treaty obliges one state to ask like that and the other to hear it. */
  basis: 'legal_obligation',
  categories: ['identity', 'narrative', 'suspects'],
  /** Whoever leads the case, and the authority that signs it. */
  asking: ['prosecution', 'court', 'central_authority'],
  /** A request leaves a state, and enters another, by its central authority only. */
  crossing: ['central_authority'],
  /** What is written about it goes to the other state's central authority (UNTOC 18(13)), from whoever leads the case too. */
  writing: ['prosecution', 'court', 'central_authority'],
  /** Whoever leads the case and the agency of the other state that executes it, through the central authority of the other, in short messages. */
  contact: ['prosecution', 'court', 'police'],
  /** Specialty: Nassau 25, UNTOC 18(19). */
  purposes: ['criminal_investigation'],
  /** Whoever lets it go has said that: nobody can be recognised, all were asked in private and fear nothing from that state, or none is of it. */
  victims: ['no-victim', 'asked-and-safe', 'other-nationality'],
  /** Not passed on without permission. */
  handlingCode: 'h2',
} as const satisfies EvidenceTable

interface EvidenceTable {
  readonly basis: Basis
  readonly categories: readonly Category[]
  readonly asking: readonly AgencyType[]
  readonly crossing: readonly AgencyType[]
  readonly writing: readonly AgencyType[]
  readonly contact: readonly AgencyType[]
  readonly purposes: readonly Purpose[]
  readonly victims: readonly string[]
  readonly handlingCode: HandlingCode
}

export interface EvidenceCase {
  /** Of the asking hub. Undefined: unknown, or suspended. */
  readonly sender: Accredited | undefined
  /** Who reads it, or to whom it goes. */
  readonly recipient: Accredited | undefined
  readonly purpose: Purpose
  /** It is about to go to the other hub. */
  readonly leaves: boolean
  /** And it is no part of the request, but written about it. */
  readonly letter: boolean
  /** And that in operational contact. */
  readonly contact: boolean
  /** What is said of the victims in it and the other state, where it leaves. */
  readonly victims: string
  /** In criminal matters, between the two hubs. */
  readonly instruments: readonly Instrument[]
}

export type EvidenceDecision =
  | { readonly permit: true; readonly instrumentId: string | undefined }
  | { readonly permit: false; readonly reason: DenialCode }

const deny = (reason: DenialCode): EvidenceDecision => ({ permit: false, reason })

/**
 * Whether an agency may read what a request for evidence says, or it may go to the other state. Nobody's consent is its basis, and it is no
 * referral: it rests on a treaty, between those who lead the case and the two central authorities.
 */
export function decideEvidence(
  { sender, recipient, purpose, leaves, letter, contact, victims, instruments }: EvidenceCase,
  now: Date,
): EvidenceDecision {
  if (recipient === undefined) return deny('recipient_unknown')
  if (sender === undefined) return deny('sender_unknown')
  // What was asked is read, and written about, to its end.
  const isNew = leaves && !letter && !contact
  const lapse = isNew ? lapseBetween({ sender, recipient }, now) : undefined
  if (lapse !== undefined) return deny(lapse)
  const crosses = sender.hub !== recipient.hub
  const may = (party: Party, types: readonly AgencyType[]) => types.includes(party.type)
  const written = contact ? EVIDENCE.contact : letter ? EVIDENCE.writing : EVIDENCE.crossing
  // The agency that executes it reads what is said to it, and nothing else of what came.
  const reading = contact && !leaves ? [...EVIDENCE.crossing, ...EVIDENCE.contact] : EVIDENCE.crossing
  const isOfTable = crosses
    ? may(sender, leaves ? written : EVIDENCE.crossing) && may(recipient, reading)
    : may(sender, EVIDENCE.asking) && may(recipient, EVIDENCE.asking)
  if (!isOfTable || !EVIDENCE.purposes.some(one => one === purpose)) return deny('purpose_outside_mandate')
  // What came under a treaty stays readable to whom it came when the treaty ends.
  if (!leaves) return { permit: true, instrumentId: undefined }
  if (!EVIDENCE.victims.some(one => one === victims)) return deny('state_of_nationality')
  const instrument = instruments.find(({ validUntil, onlyFor }) => validUntil > now && onlyFor === undefined)
  return instrument === undefined ? deny('no_instrument') : { permit: true, instrumentId: instrument.id }
}
