import type { PinnedSigner } from '@amparo/crypto/web'
import type { NewSheet, OwnRecord, SheetMade } from './api/own-record.ts'
import type { Api } from './api/request.ts'
import type { IdempotencyKey } from './api/types.ts'
import { isOwnRecord, openSealedRecord, openSealedSheet, viewRequest } from './open-view.ts'
import type { Session } from './session.ts'
import { type StrangerOptions, strangerPage } from './stranger-page.ts'

type AskedBy = 'person' | 'guardian'

/** A person's own record, through a caseworker who has the person under a reference. Every method throws ProblemError. */
export interface OwnRecords {
  ownRecord(subjectRef: string, askedBy?: AskedBy): Promise<OwnRecord>
  /** Those of before are called back. */
  makeRecordSheet(subjectRef: string, askedBy?: AskedBy): Promise<NewSheet>
  recordSheets(subjectRef: string): Promise<readonly SheetMade[]>
  /** As the second officer, who has spoken with the person alone: from then on the sheet opens. */
  standBySheet(id: string): Promise<{ readonly stoodByAt: string }>
  /** How many could still be read. */
  callBackRecordSheets(subjectRef: string, key?: IdempotencyKey): Promise<number>
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
    standBySheet: id =>
      api.post('consent', `/record-sheet-permits/${encodeURIComponent(id)}/stand-by`, { spokenAlone: true }),
    callBackRecordSheets: async (subjectRef, key) =>
      (await api.post<{ calledBack: number }>('redaction', `${sheets(subjectRef)}/call-back`, {}, key)).calledBack,
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
