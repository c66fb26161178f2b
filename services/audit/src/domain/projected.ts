/** Which form of the projection this is. Whoever changes what follows raises it: then it is made anew at the next start. */
export const PROJECTION_FORM = 4

/** In the place of the action, of an entry that cannot be read. Its code says why. */
export const UNREADABLE = 'entry_unreadable'

export interface AgencyOf {
  readonly hub: string
  readonly agencyId: string
}

interface WithheldOf {
  readonly category: string
  readonly reason: string
  readonly silent: boolean
}

/** An entry of the log as auditors search, see and judge it: in codes and references, and nothing that the log has not. */
export interface Projected extends Shown {
  /** Of the leaf, from 0. */
  readonly index: number
  readonly entryId: string
  readonly leafHash: Uint8Array
  readonly action: string
  readonly source: string
  readonly occurredAt: Date
  readonly userId: string | undefined
  /** Of the user. */
  readonly agency: AgencyOf | undefined
  readonly referralId: string | undefined
  readonly assigneeId: string | undefined
  readonly purpose: string | undefined
  readonly basis: string | undefined
  readonly code: string | undefined
  readonly relations: readonly string[]
  /** By which name it speaks of a person. Like what follows, not there any more when the person is erased. */
  readonly subjectRef: string | undefined
  readonly categories: readonly string[]
  readonly withheld: readonly WithheldOf[]
}

/** Fields by which nobody searches, but for roles and the recipient. */
export interface Shown {
  readonly authentication: string | undefined
  /** Of the user's token, by which the hub let them do it. */
  readonly scope: string | undefined
  /** Of the user's posts those that have it: in which they did it. None: it was not recorded, or nobody did it. */
  readonly roles: readonly string[]
  readonly correlationId: string | undefined
  readonly recipient: AgencyOf | undefined
  readonly basisId: string | undefined
  readonly basisVersion: number | undefined
  /** Of that version of the consent, hex. */
  readonly basisHash: string | undefined
  readonly policyHash: string | undefined
  readonly viewPolicyHash: string | undefined
  readonly packageId: string | undefined
  readonly packageHash: string | undefined
  readonly decisionHash: string | undefined
  readonly grantHash: string | undefined
  readonly caseHash: string | undefined
}

/** What entries are looked for by: those that have all of it. */
export interface Search {
  readonly userId?: string | undefined
  readonly agency?: AgencyOf | undefined
  readonly recipient?: AgencyOf | undefined
  /** Code of a post. */
  readonly role?: string | undefined
  readonly subjectRef?: string | undefined
  /** Of `subjectRef`'s person by whichever name. */
  readonly allNames?: true | undefined
  readonly referralId?: string | undefined
  readonly purpose?: string | undefined
  readonly basis?: string | undefined
  /** Any of them. */
  readonly actions?: readonly string[] | undefined
  readonly from?: Date | undefined
  /** Not this moment itself. */
  readonly to?: Date | undefined
}

/** By which fields it was asked, and never by which values: what the log keeps of a reading. */
export const shapeOf = (search: Search): string =>
  Object.entries(search)
    .filter(([, value]) => value !== undefined)
    .map(([field]) => field)
    .toSorted()
    .join('.')
