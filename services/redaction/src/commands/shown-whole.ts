import { DataCategory, isNamingField } from '@amparo/contracts'

/** What a file says cannot be cut to what was permitted: all of this has to be, and all of it counts as shown. */
export const WHOLE: readonly DataCategory[] = [DataCategory.IDENTITY, DataCategory.DOCUMENTS]

/** A text as it was written, in which nobody was masked. */
export const AS_WRITTEN: readonly DataCategory[] = [DataCategory.IDENTITY, DataCategory.NARRATIVE]

/** Masked as for police and prosecution: suspects stay, and nobody else is named. */
const MASKED: readonly DataCategory[] = [DataCategory.NARRATIVE, DataCategory.SUSPECTS]

/**
 * What of that which a permit allows is shown with these fields of a request for evidence. None are shown where none of them is held here; one
 * that names goes as it was written, every other one masked.
 */
export const shownInFields = (fields: readonly string[], permitted: readonly DataCategory[]): DataCategory[] =>
  fields.length === 0 ? [] : permitted.filter(category => MASKED.includes(category) || fields.some(isNamingField))
