import { HOUR_MS } from '@amparo/kernel'
import type { Form } from './form.ts'
import type { Policy } from './policy.ts'
import { isExpired, isSheetOverdue } from './record.ts'
import type { RecordedBasis } from './recorded-basis.ts'
import type { Sheet } from './taking.ts'

type Given = Pick<Form, 'basis' | 'signature' | 'sheet' | 'priority'>

/** A consent that was given on paper, and whose paper is not named. */
export const lacksSheet = ({ basis, signature, sheet }: Given, { consentForm }: Policy): boolean =>
  basis === 'consent' && sheet === undefined && signature !== null && consentForm.sheet.signatures.includes(signature)

/** In an emergency nobody waits for a scanner. */
export const mayFollow = ({ priority }: Given, { consentForm }: Policy): boolean =>
  priority !== undefined && consentForm.sheet.priorities.includes(priority)

/** Without its sheet by then it lapses. Undefined: it is there, or none is needed. */
export const sheetBy = (form: Given, now: Date, policy: Policy): Date | undefined =>
  lacksSheet(form, policy) ? new Date(now.getTime() + policy.consentForm.sheet.withinHours * HOUR_MS) : undefined

export type SheetFault = 'already_withdrawn' | 'signed_sheet_not_awaited' | 'signed_sheet_overdue' | 'consent_expired'

/** Why no sheet is added to it now; undefined: it may be. One that came late is not revived: the person is asked again. */
export function sheetFault({ record, form }: RecordedBasis, policy: Policy, now: Date): SheetFault | undefined {
  if (record.withdrawnAt !== undefined) return 'already_withdrawn'
  if (!lacksSheet(form, policy)) return 'signed_sheet_not_awaited'
  if (isSheetOverdue(record, now)) return 'signed_sheet_overdue'
  return isExpired(record, now) ? 'consent_expired' : undefined
}

export const withSheet = (basis: RecordedBasis, sheet: Sheet): RecordedBasis => ({
  ...basis,
  form: { ...basis.form, sheet },
  record: { ...basis.record, version: basis.record.version + 1, sheetBy: undefined, sheetHeld: true },
})
