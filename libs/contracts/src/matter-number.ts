/**
 * Number of a matter with whoever orders or documents it: capitals, digits, and . / - with a digit at least. It stands in the log, so that no name may
 * fit in: no more than four letters in a row.
 */
export const MATTER_NUMBER = /^(?=.*\d)(?!.*[A-Z]{5})[A-Z0-9][A-Z0-9./-]{2,39}$/
