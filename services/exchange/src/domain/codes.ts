const SHA256 = /^[0-9a-f]{64}$/
const CODE = /^[a-z][a-z0-9_-]{0,79}$/
const AGENCY = /^[A-Za-z0-9_-]{1,64}$/

/** Hex. */
export const isSha256 = (text: string): boolean => SHA256.test(text)

/** A peer's code goes on only if it looks like one; no text gets in that way. */
export const codeOf = (text: string): string => (CODE.test(text) ? text : '')

export const isCode = (text: string): boolean => CODE.test(text)

/** Null for what cannot be an agency's id. */
export const agencyIdOf = (text: string | undefined): string | null =>
  text !== undefined && AGENCY.test(text) ? text : null
