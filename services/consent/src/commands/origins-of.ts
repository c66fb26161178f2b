import type { Reader } from '@amparo/store'
import { grantsOf } from '../store/grants.ts'

/** The referrals by which a person came from other hubs, each once: who is told there is told for the agency to which it went. */
export async function originsOf(reader: Reader, subjectId: string) {
  const referrals = new Map((await grantsOf(reader, subjectId)).map(grant => [grant.referralId, grant]))
  return [...referrals.values()].map(({ referralId, from, to: takenBy }) => ({ toHub: from.hub, referralId, takenBy }))
}
