import type { PinnedSigner } from '@amparo/crypto/web'
import type { Api } from './api/request.ts'
import { isOwnRecord, openSealedRecord, openSealedSheet, viewRequest } from './open-view.ts'
import type { Session } from './session.ts'
import { type StrangerOptions, strangerPage } from './stranger-page.ts'

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
  }[]
  readonly looks: readonly {
    readonly at: string
    readonly what: string
    readonly agency: NamedAgency
    readonly purpose: string | null
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
}

export interface SheetMade {
  readonly madeAt: string
  readonly expiresAt: string
  readonly lastReadAt: string | null
  readonly state: 'open' | 'closed' | 'expired' | 'called-back'
}

type AskedBy = 'person' | 'guardian'

/** A person's own record, through a caseworker who has the person under a reference. Every method throws ProblemError. */
export interface OwnRecords {
  ownRecord(subjectRef: string, askedBy?: AskedBy): Promise<OwnRecord>
  /** Those of before are called back. */
  makeRecordSheet(subjectRef: string, askedBy?: AskedBy): Promise<NewSheet>
  recordSheets(subjectRef: string): Promise<readonly SheetMade[]>
  /** How many could still be read. */
  callBackRecordSheets(subjectRef: string): Promise<number>
}

interface Opening {
  readonly session: Session
  readonly viewSigner: () => Promise<PinnedSigner>
  readonly now: () => Date
}

export function ownRecords(api: Api, { session, viewSigner, now }: Opening): OwnRecords {
  const ask = async (path: '/record-views' | '/record-sheets', subjectRef: string, askedBy: AskedBy) => {
    const signer = await viewSigner()
    const request = await viewRequest({ session, referralId: subjectRef, now: now(), route: `POST ${path}` })
    const { sealed } = await api.postOnce<{ sealed: string }>('redaction', path, { request, askedBy })
    return { sealed, of: { session, referralId: subjectRef, request, signer, now: now() } }
  }
  const sheets = (subjectRef: string) => `/record-sheets/${encodeURIComponent(subjectRef)}`
  return {
    async ownRecord(subjectRef, askedBy = 'person') {
      const { sealed, of } = await ask('/record-views', subjectRef, askedBy)
      return openSealedRecord(sealed, of)
    },
    async makeRecordSheet(subjectRef, askedBy = 'person') {
      const { sealed, of } = await ask('/record-sheets', subjectRef, askedBy)
      return openSealedSheet(sealed, of)
    },
    recordSheets: async subjectRef => (await api.get<{ items: SheetMade[] }>('redaction', sheets(subjectRef))).items,
    callBackRecordSheets: async subjectRef =>
      (await api.postOnce<{ calledBack: number }>('redaction', `${sheets(subjectRef)}/call-back`, {})).calledBack,
  }
}

/** For the person, with the number on the sheet and the code they were told. Nobody is signed in. Throws ProblemError. */
export interface SheetPage {
  open(number: string, code: string): Promise<OwnRecord>
}

export function createSheetPage(options: StrangerOptions): SheetPage {
  const page = strangerPage(options)
  return { open: (number, code) => page.read('/sheet-views', { number, code }, isOwnRecord) }
}
