const PERSON = 'person/'

/** A slash stands in no reference, so that none of these can be another. */
export const personKeyName = (subjectRef: string): string => `${PERSON}${subjectRef}`

export const refOfPersonKey = (name: string): string => name.slice(PERSON.length)

/** Of what is kept beyond its month, for one reason: drawn each time, since a name whose key was destroyed is never drawn again. */
export const KEPT = 'kept/'

const MONTH = 'month/'

/** One key for all entries of a month (UTC): what has to go at the end of its time goes with it, and nothing else does. */
export const monthKeyName = (at: Date): string => monthKeyNamed(at.toISOString().slice(0, 7))

/** Of `YYYY-MM`. In the order of these names months follow one another. */
export const monthKeyNamed = (month: string): string => `${MONTH}${month}`
