import type { AgencyRef } from '../domain/agency.ts'
import type { Directory } from './directory.ts'

export type Remembered = Pick<Directory, 'findParty' | 'instruments'>

/** So many answers: more than the agencies and pairs of hubs that a hub has to do with in a moment. */
const MOST = 1_000

/**
 * What the directory said is believed for so long from when it was asked, and asked for once by all who need it meanwhile. Nothing is
 * remembered of a question that it did not answer.
 */
export function rememberedFor(believedMs: number, directory: Remembered, clock = () => performance.now()): Remembered {
  if (believedMs === 0) return directory
  return {
    findParty: remember(
      ({ hub, agencyId }: AgencyRef) => `${hub} ${agencyId}`,
      ref => directory.findParty(ref),
      { believedMs, clock },
    ),
    instruments: remember(
      ({ from, to, matter }: Parameters<Remembered['instruments']>[0]) => `${from} ${to} ${matter}`,
      between => directory.instruments(between),
      { believedMs, clock },
    ),
  }
}

interface Kept<A> {
  readonly askedAt: number
  readonly answer: Promise<A>
}

function remember<Q, A>(
  keyOf: (question: Q) => string,
  ask: (question: Q) => Promise<A>,
  { believedMs, clock }: { readonly believedMs: number; readonly clock: () => number },
): (question: Q) => Promise<A> {
  const kept = new Map<string, Kept<A>>()
  return question => {
    const key = keyOf(question)
    const known = kept.get(key)
    const at = clock()
    if (known !== undefined && at - known.askedAt < believedMs) return known.answer
    // In the order of asking: the first one is the oldest.
    kept.delete(key)
    for (const oldest of kept.keys()) {
      if (kept.size < MOST) break
      kept.delete(oldest)
    }
    const asked: Kept<A> = { askedAt: at, answer: ask(question) }
    kept.set(key, asked)
    asked.answer.catch(() => {
      if (kept.get(key) === asked) kept.delete(key)
    })
    return asked.answer
  }
}
