import type { ProblemError } from './problem.ts'

/** The line was too slow for one request; too many asked; a service that stops or starts, seen from a proxy. */
const AWAY: readonly number[] = [408, 429, 502, 503, 504]

/** Worth trying again, unchanged and by itself: the line broke, or the hub cannot answer just now. Any other refusal stays one. */
export const isAway = ({ status, code }: Pick<ProblemError, 'status' | 'code'>): boolean =>
  status === 0 ? code === 'hub_unreachable' : AWAY.includes(status)

/** Waits in ms after a line broke, as long as nothing more comes. */
export const WAITS_MS: readonly number[] = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000]
