import type { FieldName } from '../../form/draft.ts'
import { focusIn } from '../../ui/focus.ts'
import { idOf } from './form.ts'

/** Puts the keyboard into a field, or on the first choice of a group. */
export const focusOnField = (name: FieldName): void => focusIn(idOf(name))
