import type { KeyObject } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Store } from '@amparo/store'
import { createSurrogates, type Surrogates } from '@amparo/text'
import { findSurrogates, type Reading, saveSurrogates } from '../store/surrogates.ts'

/**
 * Masks what an agency is shown in a referral by the words that it was shown there before, and keeps the new ones: whoever was
 * "testigo A" in the narrative is so in a message a month later. Of two readings at once that meet somebody new, the later one masks
 * again with the word of the earlier one.
 *
 * @param mask may run more than once: it only makes, and tells nobody
 */
export async function withSurrogates<T>(
  store: Pick<Store, 'run' | 'read'>,
  of: Reading,
  key: KeyObject,
  mask: (surrogates: Surrogates) => T | Promise<T>,
): Promise<T> {
  for (;;) {
    const { version, called: before } = await store.read(reader => findSurrogates(reader, of, key))
    const surrogates = createSurrogates(before)
    const masked = await mask(surrogates)
    const called = surrogates.called()
    if (isDeepStrictEqual(called, before)) return masked
    if (await store.run(tx => saveSurrogates(tx, of, { version, called }, key))) return masked
  }
}
