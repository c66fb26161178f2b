/**
 * What arrives, until it ends or its line breaks: how much that was, the sender asks. Where nothing comes for `patienceMs` it ends as well,
 * and `onSilence` is told.
 */
export async function* whileItComes(
  content: AsyncIterable<Uint8Array>,
  patienceMs: number,
  onSilence: () => void,
): AsyncGenerator<Uint8Array> {
  const coming = content[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await within(patienceMs, coming.next())
      if (next === undefined) return onSilence()
      if (next.done) return
      yield next.value
    }
  } catch {
    return
  }
}

/** Undefined: not in that time. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => resolve(undefined), milliseconds)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
