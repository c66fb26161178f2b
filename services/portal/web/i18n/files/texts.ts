import type { CustodyAct } from '../../case/custody-entries.ts'

type FileStateName = 'uploading' | 'received' | 'quarantined' | 'kept' | 'refused'
type SentStateName = 'sealing' | 'sent' | 'delivered' | 'refused' | 'expired'
type ReceivedStateName = 'coming' | 'arrived' | 'quarantined' | 'stored' | 'refused'

/** Files of any size that go with a referral. */
export interface FilesTexts {
  readonly receipts: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly look: string
    readonly save: string
    readonly line: (what: string, kind: string, hub: string) => string
    readonly overtaken: string
    readonly carried: Readonly<Record<string, string>>
    /** Why the other hub did not take it, and what to do. */
    readonly refusals: Readonly<Record<string, string>>
    readonly otherRefusal: (code: string) => string
  }
  readonly title: string
  readonly lead: string
  readonly kept: string
  readonly sent: string
  readonly received: string
  readonly none: string
  readonly choose: string
  readonly chooseHint: string
  /** Of a file, which has no name here. */
  readonly one: (size: string, when: string) => string
  readonly states: Readonly<Record<FileStateName, string>>
  readonly sentStates: Readonly<Record<SentStateName, string>>
  readonly receivedStates: Readonly<Record<ReceivedStateName, string>>
  readonly withCode: (state: string, code: string) => string
  readonly codes: Readonly<Record<string, string>>
  readonly phases: Readonly<Record<'reading' | 'sending' | 'stopped' | 'ended', string>>
  /** Of a file on its way: how much of it the other hub has. */
  readonly carried: string
  readonly soFar: (done: string, size: string, percent: number) => string
  readonly parts: (here: number, parts: number) => string
  readonly upload: string
  readonly goOn: string
  readonly cancel: string
  readonly cancelled: string
  readonly again: string
  readonly againHint: string
  readonly handOver: (agency: string) => string
  readonly handedOver: string
  /** Of what in a file could be held against the person. */
  readonly incriminating: Readonly<Record<'label' | 'nothing' | 'agreed', string>>
  readonly download: string
  readonly downloading: string
  readonly downloaded: string
  readonly needsAssignment: string
  readonly custody: string
  readonly hideCustody: string
  readonly sheet: {
    readonly title: string
    readonly print: string
    readonly file: string
    readonly mediaType: string
    readonly size: string
    readonly bytes: (count: string) => string
    readonly scanned: string
    readonly wasScanned: Readonly<Record<'true' | 'false', string>>
    readonly when: string
    readonly act: string
    readonly after: string
    readonly acts: Readonly<Record<CustodyAct, string>>
    readonly by: string
    readonly to: string
    readonly signedWith: string
    readonly timestamp: string
    readonly stamped: Readonly<Record<'true' | 'false', string>>
    readonly saidBy: string
  }
}
