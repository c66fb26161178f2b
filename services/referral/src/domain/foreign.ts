import { REFUSALS } from './reported.ts'

const FAILURE = /^[a-z][a-z0-9_]{0,59}$/
/** The step by which the network ends a referral that came to nothing. */
export const FAIL = 'fail'

/** Nothing had come back in time. */
export const EXPIRED = 'expired'

/** Why a package came to nothing: codes of other services, which have lists of their own. */
export const failureCode = (code: string, otherwise: string): string => (FAILURE.test(code) ? code : otherwise)

/** As the recipient hears of it. Why nothing left this hub can tell of the person: by a state of which they seek protection, or whom they fear. */
export const toldFailure = (code: unknown): string => TOLD.find(told => told === code) ?? EXPIRED

const TOLD: readonly string[] = [EXPIRED, ...Object.values(REFUSALS)]
