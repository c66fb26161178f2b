import type { ErasureView } from '@amparo/client'

/** What custodians of the vault read. */
export interface CustodyTexts {
  /** In the menu, over this page and the one beside it. */
  readonly vault: string
  readonly title: string
  readonly lead: string
  readonly reference: string
  readonly referenceHint: string
  readonly invalidReference: string
  readonly reason: string
  readonly ask: string
  readonly asked: string
  readonly requests: string
  readonly none: string
  readonly requestedAt: string
  readonly dueAt: string
  readonly heldBy: string
  readonly reviewOn: string
  readonly linkedRecords: string
  readonly confirm: string
  readonly confirmed: string
  readonly waitsForOther: string
  readonly callBack: string
  readonly calledBack: string
  readonly holds: string
  readonly holdsLead: string
  readonly noHolds: string
  readonly authority: string
  readonly number: string
  readonly numberHint: string
  readonly place: string
  readonly placed: string
  readonly release: string
  readonly released: string
  readonly secrecy: Readonly<
    Record<'title' | 'lead' | 'agency' | 'placedAt' | 'place' | 'placed' | 'lift' | 'lifted', string>
  >
  readonly states: Readonly<Record<ErasureView['state'], string>>
  readonly reasons: Readonly<Record<string, string>>
  /** In the place of a reason. */
  readonly recalled: string
  readonly obstacles: Readonly<Record<string, string>>
  readonly authorities: Readonly<Record<string, string>>
}
