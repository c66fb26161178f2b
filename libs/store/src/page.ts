export interface Page<T> {
  readonly items: T[]
  /** The last of the page, after which the next begins. Undefined: there is no next. */
  readonly last: T | undefined
}

/** A page of at most `limit`, read with one more, so that it is known whether another follows. */
export async function readPage<T>(limit: number, read: (atMost: number) => Promise<readonly T[]>): Promise<Page<T>> {
  const found = await read(limit + 1)
  const items = found.slice(0, limit)
  return { items, last: found.length > limit ? items.at(-1) : undefined }
}
