import type { Side, Taken } from '@amparo/protocols'
import type { Priority } from '../dues.ts'
import type { Answers } from './answers.ts'
import { errors } from './errors.ts'
import type { Assistance } from './terms.ts'

export interface Party {
  readonly hub: string
  readonly agencyId: string
}

/** What is asked, and under what. Once it is signed it never changes. */
export interface Asking {
  readonly type: Assistance
  /** Code of the treaty. */
  readonly treaty: string
  readonly priority: Priority
  /** The prosecution or court of the asking hub on whose behalf it is made. */
  readonly draftedBy: string
  /** Under which it is sent. Of a draft: would be. */
  readonly protocolVersion: number
  readonly answers: Answers
  /** Sent without waiting for the own central authority, which is to confirm it. */
  readonly expedited: boolean
}

/** `in_review`: with the own central authority. `received`: another hub's. */
export const REQUEST_STATUS = ['draft', 'in_review', 'returned', 'discarded', 'sent', 'received'] as const
export type RequestStatus = (typeof REQUEST_STATUS)[number]

export interface EvidenceRequest extends Asking {
  readonly id: string
  readonly status: RequestStatus
  /** The instrument that the treaty is in this hub's directory. */
  readonly instrumentId: string
  readonly fromHub: string
  readonly toHub: string
  /** The central authorities. Undefined until it is signed. */
  readonly parties: Readonly<Record<Side, Party>> | undefined
  /** Why the central authority gave it back last. */
  readonly returnedFor: string | undefined
  /** Rises with each change of the draft and each step. */
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** What happened, as this hub keeps it. */
export interface Step extends Taken {
  /** Of a user of this hub; never told. */
  readonly byUser: string | undefined
  readonly receivedAt: Date
}

/** A request that was signed. */
export interface Signed extends EvidenceRequest {
  readonly parties: Readonly<Record<Side, Party>>
}

export const isSigned = (request: EvidenceRequest): request is Signed => request.parties !== undefined

/** Of which central authority it is, on this hub. */
export function sideOf({ parties }: EvidenceRequest, { hub, agencyId }: Party): Side | undefined {
  if (parties === undefined) return undefined
  const is = (side: Side) => parties[side].hub === hub && parties[side].agencyId === agencyId
  return is('sender') ? 'sender' : is('recipient') ? 'recipient' : undefined
}

/** Which of both sides this hub is. */
export const sideHere = ({ fromHub }: Pick<EvidenceRequest, 'fromHub'>, hub: string): Side =>
  fromHub === hub ? 'sender' : 'recipient'

/** An agency of this hub that has to do with requests. */
export interface Asker extends Party {
  readonly isAuthority: boolean
  readonly mayDraft: boolean
}

/** What it is to one of them. A draft is its drafter's alone until it is handed in. */
export type Role = 'drafter' | 'reviewer' | Side

export function roleOf(request: EvidenceRequest, who: Asker): Role | undefined {
  const side = who.isAuthority ? sideOf(request, who) : undefined
  if (side !== undefined) return side
  if (request.fromHub !== who.hub) return undefined
  if (request.draftedBy === who.agencyId) return who.mayDraft ? 'drafter' : undefined
  return request.status === 'in_review' && who.isAuthority ? 'reviewer' : undefined
}

export interface Expected {
  readonly role: Role
  readonly status: readonly RequestStatus[]
  readonly version: number
}

/** Throws no_such_request to whoever is not that to it, request_moved_on if it is not as they last saw it. */
export function expectAs(
  request: EvidenceRequest | undefined,
  who: Asker,
  { role, status, version }: Expected,
): asserts request is EvidenceRequest {
  if (request === undefined || roleOf(request, who) !== role) throw errors.no_such_request()
  if (!status.includes(request.status) || request.version !== version) throw errors.request_moved_on()
}
