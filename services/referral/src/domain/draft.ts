/** Before it is sent a referral is under no protocol: it can be sent, or thrown away. */
export const DRAFT = { state: 'draft', status: 'draft' } as const
export const DISCARDED = { state: 'discarded', status: 'cancelled' } as const
export const DISCARD = 'discard'
