import { httpErrors } from '@amparo/http'

/** Codes are compared slowly and take much memory: no more than so many at once. */
const MOST_AT_ONCE = 2
const PER_MINUTE = 60

/** For what strangers may call: all of them together. What is refused takes nothing of what may run in a minute. Throws `rate_limited`. */
export function limiter() {
  let running = 0
  let since = 0
  let count = 0
  return async <T>(work: () => Promise<T>): Promise<T> => {
    const now = Date.now()
    if (now - since > 60_000) [since, count] = [now, 0]
    if (count >= PER_MINUTE || running >= MOST_AT_ONCE) throw httpErrors.rate_limited()
    count += 1
    running += 1
    try {
      return await work()
    } finally {
      running -= 1
    }
  }
}
