import { heapOf } from '../../../scripts/lib/hubs/supervise.ts'

/** As a service sets itself as it starts (libs/http). */
const OWN = ['--no-allocation-site-pretenuring', '--no-parallel-scavenge']
/** For what runs in a process of its own beside what is measured, or is it: as a hub starts a service (scripts/lib/hubs/supervise.ts). */
export const SMALL_HEAP = [...heapOf(['consent']), ...OWN]
/** The same for audit. */
export const AUDIT_HEAP = [...heapOf(['audit']), ...OWN]
