import { MIGRATE, SUBMIT } from '@amparo/protocols'
import type { Reader } from '@amparo/store'

interface VersionInUse {
  readonly protocol: string
  readonly version: number
}

/** With which running referrals were sent, and to which they went over. */
export const versionsInUse = ({ sql }: Reader): Promise<VersionInUse[]> =>
  sql<VersionInUse>(
    `select distinct referral.protocol, (step.data ->> 'version')::int as version
     from referral join step on step.referral_id = referral.id
     where referral.turn is not null and step.step in ($1, $2)
     order by 1, 2`,
    [SUBMIT, MIGRATE],
  )
