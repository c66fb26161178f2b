import { referralRefused } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { letGoOfGrant } from '../commands/let-go-of-grant.ts'

/** What a package brought is not kept, since referral cannot receive it: nor is its grant. */
export const onReferralRefused = () => on(referralRefused, (refused, tx) => letGoOfGrant(tx, refused))
