/** A sheet by which a person reads their own record. What of it is secret stands here as a hash only. */
export interface RecordSheet {
  readonly sheetId: string
  readonly subjectId: string
  readonly shareId: string
  readonly askedBy: AskedBy
  readonly codeHash: string
  /** Consent's permit. Undefined: made before one was kept. */
  readonly madeOn: string | undefined
  /** By then a second officer has to stand by, or it never opens. Undefined: nobody need. */
  readonly standByUntil: Date | undefined
  readonly tries: number
  readonly madeAt: Date
  readonly expiresAt: Date
  readonly lastReadAt: Date | undefined
  readonly calledBackAt: Date | undefined
}

/** Who wants to read it: the person, or the guardian of a child. */
export const ASKED_BY = ['person', 'guardian'] as const
export type AskedBy = (typeof ASKED_BY)[number]

export const MOST_TRIES = 5
/** How long a sheet can be read, unless the hub sets another time. */
export const SHEET_MS = 30 * 24 * 3_600_000

export type SheetState = 'open' | 'closed' | 'expired' | 'called-back'

/** As the agency that gave it reads it. To whoever types a number, every state but one is the same. */
export function stateOfSheet(sheet: RecordSheet, now: Date): SheetState {
  if (sheet.calledBackAt !== undefined) return 'called-back'
  if (sheet.tries >= MOST_TRIES) return 'closed'
  return now >= sheet.expiresAt ? 'expired' : 'open'
}
