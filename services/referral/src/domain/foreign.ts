const FAILURE = /^[a-z][a-z0-9_]{0,59}$/
/** The one failure of which a recipient hears: nothing had come back in time. */
export const EXPIRED = 'expired'

/** Why a package came to nothing: codes of other services, which have lists of their own. */
export const failureCode = (code: string, otherwise: string): string => (FAILURE.test(code) ? code : otherwise)
