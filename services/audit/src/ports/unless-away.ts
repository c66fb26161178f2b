import { isUnavailable } from '@amparo/kernel'

/** Undefined while the other service is away: it is asked again in a minute. */
export const unlessAway = <A>(answer: Promise<A>): Promise<A | undefined> =>
  answer.catch((error: unknown) => {
    if (isUnavailable(error)) return undefined
    throw error
  })
