const uuid = (n: number) => `0c6d1d4e-4d0e-4f5d-9a53-${n.toString(16).padStart(12, '0')}`

/** The agency whose lists are measured: three in ten referrals come to it, and as many go out from it. */
export const BUSY = { hub: 'XA', agencyId: uuid(1) }
/** A user of that agency with a day's work in her hands. */
export const USER = uuid(9_999)
