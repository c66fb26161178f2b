/** For what runs in a process of its own beside what is measured, or is it: as a hub starts a service (scripts/lib/hubs/supervise.ts, libs/http). */
export const SMALL_HEAP = ['--max-semi-space-size=4', '--no-allocation-site-pretenuring']
/** The same for audit. */
export const EVEN_HEAP = [...SMALL_HEAP, '--min-semi-space-size=4']
