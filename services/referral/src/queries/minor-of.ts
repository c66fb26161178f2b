import type { Store } from '@amparo/store'
import type { FindMinor } from '../ports/age.ts'
import { findBrief } from '../store/briefs.ts'

/** What redaction says now of a referral's person. Undefined: there is no such referral here. */
export type MinorOf = (referralId: string) => Promise<boolean | undefined>

export const minorOf =
  ({ read }: Pick<Store, 'read'>, findMinor: FindMinor): MinorOf =>
  async referralId => {
    const found = await read(reader => findBrief(reader, referralId))
    return found && (await findMinor(found.subjectRef))
  }
