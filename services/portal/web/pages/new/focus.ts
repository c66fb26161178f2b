import type { FieldName } from '../../form/draft.ts'
import { idOf } from './form.ts'

/** Puts the keyboard into a field, or on the first choice of a group. */
export function focusOnField(name: FieldName): void {
  const field = document.getElementById(idOf(name))
  const input = field instanceof HTMLFieldSetElement ? field.querySelector<HTMLElement>('input, button') : field
  ;(input ?? field)?.focus()
}
