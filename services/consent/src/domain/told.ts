import { REVERSED } from './decide-report.ts'
import type { DenialCode } from './precedence.ts'

/**
 * Told in place of every rule whose name would tell what the person kept from whoever asks (rules: Silence where a name for the gap would tell):
 * one code for all of them, so that nobody can tell which it was.
 */
export const UNSAID = 'disclosure_refused'

export type ToldCode = DenialCode | typeof UNSAID

/** That the guardian may be the trafficker is said to nobody who may be one of theirs. */
export const OF_GUARDIAN: readonly DenialCode[] = ['minor_without_guardian_or_safeguarding', 'guardian_conflict']

/** Who would have received it fears, seeks or excludes: that says something of the person and of whom it goes to. */
const BARRING: ReadonlySet<string> = new Set(REVERSED)
const SECRET: ReadonlySet<string> = new Set([...REVERSED, ...OF_GUARDIAN])

interface Asking {
  readonly askerAgency: string
  readonly recipient: { readonly agencyId: string }
  /** The agency of this hub that registered the person. Undefined: another hub's, or nobody is known to have. */
  readonly holder: string | undefined
}

/** What whoever asks is told of the rule that refused: itself, to the agency whose data it is, but not where that one is the very one barred. */
export const toldOf = (rule: DenialCode, { askerAgency, recipient, holder }: Asking): ToldCode =>
  SECRET.has(rule) && (holder !== askerAgency || isBarred(rule, recipient, askerAgency)) ? UNSAID : rule

/** The rule keeps the data from this agency itself: of it, it reads as little as any other, whoever asked. */
export const isBarred = (rule: string, recipient: Asking['recipient'], agencyId: string): boolean =>
  BARRING.has(rule) && recipient.agencyId === agencyId
