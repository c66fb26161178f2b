import { isUnavailable } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { errors } from 'oidc-provider'

/** Answered as 503 `temporarily_unavailable`: whoever asks tries again, and is not signed out. */
export function away(cause: unknown): never {
  throw Object.assign(new errors.TemporarilyUnavailable(undefined, { cause }), { status: 503, statusCode: 503 })
}

/** As the provider asks it: what is away is no mistake of the provider's, which it would answer as `server_error`. */
export const tellingAway = ({ run, read }: Pick<Store, 'run' | 'read'>): Pick<Store, 'run' | 'read'> => ({
  run: (...asked) => run(...asked).catch(unlessAway),
  read: (...asked) => read(...asked).catch(unlessAway),
})

function unlessAway(error: unknown): never {
  if (isUnavailable(error)) away(error)
  throw error
}
