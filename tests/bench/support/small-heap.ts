import { heapOf } from '../../../scripts/lib/hubs/supervise.ts'

const NO_SITES = '--no-allocation-site-pretenuring'
/** For what runs in a process of its own beside what is measured, or is it: as a hub starts a service (scripts/lib/hubs/supervise.ts, libs/http). */
export const SMALL_HEAP = [...heapOf(['consent']), NO_SITES]
/** The same for audit. */
export const AUDIT_HEAP = [...heapOf(['audit']), NO_SITES]
