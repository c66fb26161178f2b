/**
 * The key of each request of one form, the same until it was done: one whose answer was lost goes out again under its key, and is done
 * once only. What has changed meanwhile is another request.
 */
export function createKeys(newKey: () => string) {
  const keys = new Map<string, string>()
  const keyFor = (request: unknown): string => {
    const of = JSON.stringify(request)
    const key = keys.get(of) ?? newKey()
    keys.set(of, key)
    return key
  }
  return {
    keyFor,
    /** Said once more after it was done, in the same words even, it is another request. */
    async once<T>(request: unknown, send: (key: string) => Promise<T>): Promise<T> {
      const answer = await send(keyFor(request))
      keys.clear()
      return answer
    },
  }
}

export type Keys = ReturnType<typeof createKeys>
