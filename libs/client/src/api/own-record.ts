import type { RecallOutcome, RecordDoing, RecordReason } from '@amparo/contracts'

interface NamedAgency {
  readonly hub: string
  readonly name: string
  readonly phone: string
  /** Null: the directory has it no more. */
  readonly kind: string | null
}

/** Who holds what about a person, under what, and who looked: for the person. In codes; no identity is in it. */
export interface OwnRecord {
  readonly asOf: string
  /** Through a caseworker it is what that agency recorded, sent, received or did. */
  readonly whole: boolean
  readonly agreed: readonly {
    readonly by: NamedAgency
    readonly basis: string
    readonly purposes: readonly string[]
    readonly categories: readonly string[]
    readonly recipients: readonly { readonly hub: string; readonly kind: string; readonly name: string }[]
    readonly since: string
    readonly until: string
    readonly withdrawnAt: string | null
  }[]
  readonly holders: readonly {
    readonly agency: NamedAgency
    /** Null: who registered the person. */
    readonly from: NamedAgency | null
    readonly purpose: string | null
    readonly basis: string | null
    readonly categories: readonly string[]
    readonly since: string
    /** What became of it since it was taken back; null: it was not. */
    readonly recalled: RecallOutcome | null
    /** Of what is kept, on which other basis. */
    readonly retainedOn: string | null
  }[]
  readonly looks: readonly {
    readonly at: string
    readonly what: RecordDoing
    readonly agency: NamedAgency
    readonly purpose: string | null
    readonly basis: string | null
    /** What of the person was seen, sent or asked. */
    readonly categories: readonly string[]
    /** Of an emergency, or of a name that was told. */
    readonly reason: RecordReason | null
  }[]
  /** Older looks are left out. */
  readonly more: boolean
  readonly notice: string
}

/** A number that is printed, and a code that is told and kept in mind. Both are told once. */
export interface NewSheet {
  readonly referralId: string
  readonly number: string
  readonly code: string
  readonly expiresAt: string
  /** It opens only once a second officer has stood by, with this id and by then. Null: nobody need. */
  readonly standBy: {
    readonly id: string
    readonly until: string
    /** The person took back what they agreed to with this agency: the second officer is of another. */
    readonly afterWithdrawal: boolean
  } | null
}

export interface SheetMade {
  readonly madeAt: string
  /** By then a second officer has to have stood by. Null: nobody need. */
  readonly standByUntil: string | null
  readonly expiresAt: string
  readonly lastReadAt: string | null
  readonly state: 'open' | 'closed' | 'expired' | 'called-back'
}
