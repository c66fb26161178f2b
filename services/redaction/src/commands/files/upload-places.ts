export interface Sender {
  readonly agencyId: string
  readonly user: string
}
/** Does work when the sender has a place for it. */
export type InPlace = <T>(sender: Sender, work: () => Promise<T>) => Promise<T>

interface Places {
  /** So many at once. */
  readonly places: number
  /** Of one agency, and of one user, also while others stand free: a slow sender keeps its place until it ends. */
  readonly ofAgency: number
  readonly ofUser: number
}

/**
 * Of all who wait, and have fewer than they may, the one whose agency has the fewest under way is next; among its own, whoever has the
 * fewest, and then who came first.
 */
export function placesInTurns({ places, ofAgency, ofUser }: Places): InPlace {
  const underWay = new Set<{ readonly sender: Sender }>()
  const waiting = new Set<{ readonly sender: Sender; readonly begin: () => void }>()

  const countOf = (sender: Sender, key: keyof Sender): number =>
    [...underWay].filter(one => one.sender[key] === sender[key]).length
  const letIn = (): void => {
    if (underWay.size >= places) return
    const [next] = [...waiting]
      .map(one => ({ one, agency: countOf(one.sender, 'agencyId'), user: countOf(one.sender, 'user') }))
      .filter(({ agency, user }) => agency < ofAgency && user < ofUser)
      .toSorted((a, b) => a.agency - b.agency || a.user - b.user)
    if (next === undefined) return
    waiting.delete(next.one)
    underWay.add(next.one)
    next.one.begin()
  }

  return async (sender, work) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const own = { sender, begin: resolve }
    waiting.add(own)
    letIn()
    await promise
    try {
      return await work()
    } finally {
      underWay.delete(own)
      letIn()
    }
  }
}
