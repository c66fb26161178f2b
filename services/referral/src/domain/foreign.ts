import { STEP_CODES } from './actions.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const FAILURE = /^[a-z][a-z0-9_]{0,63}$/
/** The one failure of which a recipient hears: nothing had come back in time. */
export const EXPIRED = 'expired'

const STEP_CODE_LIST: readonly string[] = [EXPIRED, ...Object.values(STEP_CODES).flatMap(({ codes }) => [...codes])]

export const isUuid = (text: string): boolean => UUID.test(text)

/** A reason or outcome that another hub gives is kept only if it is on a list: nobody's text gets in that way. */
export const knownCode = (code: string): string | undefined => (STEP_CODE_LIST.includes(code) ? code : undefined)

/** Why a package came to nothing: codes of other services, which have lists of their own. */
export const failureCode = (code: string, otherwise: string): string => (FAILURE.test(code) ? code : otherwise)
