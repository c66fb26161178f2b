import type { LastSubmission } from './permits.ts'

/** What was last permitted to be submitted, as this process has seen it. Another process may have permitted another since. */
export interface RememberedSubmissions {
  get(referralId: string): LastSubmission | undefined
  add(submission: LastSubmission): void
}

const MOST = 20_000
/** Bytes of one, as JSON: twice what most have. One that is longer is read when it is asked for. */
const ROOM = 1_400

/** The last so many. */
export function rememberedSubmissions(most = MOST): RememberedSubmissions {
  // As text outside the heap: what each decision left there would bring about a major collection every few thousand of them, which goes
  // through everything, while decisions wait.
  const texts = Buffer.alloc(most * ROOM)
  const lengths = new Uint16Array(most)
  const referrals: string[] = []
  const places = new Map<string, number>()
  let next = 0

  function forget(place: number): void {
    const referralId = referrals[place]
    if (referralId !== undefined && places.get(referralId) === place) places.delete(referralId)
  }

  return {
    get: referralId => {
      const place = places.get(referralId)
      if (place === undefined) return undefined
      const text = texts.toString('utf8', place * ROOM, place * ROOM + (lengths[place] ?? 0))
      return JSON.parse(text) as LastSubmission
    },
    add: submission => {
      const { referralId } = submission
      const text = JSON.stringify(submission)
      places.delete(referralId)
      if (Buffer.byteLength(text) > ROOM) return
      forget(next)
      lengths[next] = texts.write(text, next * ROOM)
      referrals[next] = referralId
      places.set(referralId, next)
      next = (next + 1) % most
    },
  }
}
