/** Whom a request is about. Who of them is a suspect stands beside its text, in a list: of suspects only they are named in any other text. */
export const PERSONS_FIELD = 'persons'

/**
 * Fields of a request for evidence that are there to name somebody or something: without them the other state could not do what is asked
 * (UNTOC 18(15)(e), Nassau 26(d)). They go as they were written. Every other text is masked for police and prosecution, so that nobody is
 * named who need not be known; a field that is not here is masked.
 */
const NAMING: ReadonlySet<string> = new Set([
  ...[PERSONS_FIELD, 'authority-named', 'questions', 'holder', 'place', 'objects', 'assets', 'accounts', 'document'],
  ...['consent-of-detained', 'provisions'],
])

export const isNamingField = (field: string): boolean => NAMING.has(field)
