import { HOUR_MS } from '@amparo/kernel'
import type { Form, Pointer } from './form.ts'
import type { Policy } from './policy.ts'
import type { RecordedBasis } from './recorded-basis.ts'
import { lacksSheet } from './sheet.ts'

type Given = Pick<Form, 'basis' | 'signature' | 'sheet' | 'priority' | 'purposes'>

/** A consent of which an officer's word is all there is so far: neither a witness nor the sheet. */
const isUnshown = (form: Given, policy: Policy): boolean =>
  form.basis === 'consent' && (form.signature === 'oral' || lacksSheet(form, policy))

/**
 * The field by which a consent needs a witness or its sheet, though it is an emergency: the person agreed so to one of these purposes 72 h ago or
 * longer, and not in any other way since. Else one officer's word, said anew every three days, would never end (rules: Lawful basis, suffices
 * for 72 h). Within those hours it may be said again: an agency that cannot help is followed by the next. Undefined: it may be recorded.
 *
 * @param earlier what the agency has on record for the person, also by linked records
 */
export function unshownAgain(
  form: Given,
  earlier: readonly RecordedBasis[],
  { now, policy }: { readonly now: Date; readonly policy: Policy },
): Pointer | undefined {
  if (!isUnshown(form, policy)) return undefined
  const suffices = policy.consentForm.oral.endsAfterHours * HOUR_MS
  const isAgain = form.purposes.some(purpose => {
    const given = earlier
      .filter(({ record }) => record.basis === 'consent' && record.purposes.includes(purpose))
      .toSorted((one, other) => Number(other.record.grantedAt) - Number(one.record.grantedAt))
    const shown = given.findIndex(one => !isUnshown(one.form, policy))
    const first = (shown < 0 ? given : given.slice(0, shown)).at(-1)
    return first !== undefined && Number(now) - Number(first.record.grantedAt) >= suffices
  })
  if (!isAgain) return undefined
  return form.signature === 'oral' ? '/signature' : '/sheet'
}
