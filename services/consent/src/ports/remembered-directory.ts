import { LRUCache } from 'lru-cache'
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
  /** Asked for while this one is still believed. */
  next?: Kept<A> | undefined
}

function remember<Q, A>(
  keyOf: (question: Q) => string,
  ask: (question: Q) => Promise<A>,
  { believedMs, clock }: { readonly believedMs: number; readonly clock: () => number },
): (question: Q) => Promise<A> {
  const kept = new LRUCache<string, Kept<A>>({ max: MOST })
  const isBelieved = ({ askedAt }: Kept<A>, at: number) => at - askedAt < believedMs

  /** Half-way to its end it is asked for again, so that nobody waits for the next one. */
  function askAgain(key: string, known: Kept<A>, question: Q, at: number): void {
    if (known.next !== undefined || at - known.askedAt < believedMs / 2) return
    const next: Kept<A> = { askedAt: at, answer: ask(question) }
    known.next = next
    next.answer.then(
      () => {
        if (kept.peek(key) === known) kept.set(key, next)
      },
      () => {
        known.next = undefined
      },
    )
  }

  return question => {
    const key = keyOf(question)
    const known = kept.get(key)
    const at = clock()
    if (known !== undefined && isBelieved(known, at)) {
      askAgain(key, known, question, at)
      return known.answer
    }
    const next = known?.next
    const asked = next !== undefined && isBelieved(next, at) ? next : { askedAt: at, answer: ask(question) }
    kept.set(key, asked)
    asked.answer.catch(() => {
      if (kept.peek(key) === asked) kept.delete(key)
    })
    return asked.answer
  }
}
