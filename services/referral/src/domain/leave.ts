import type { Sent } from './case.ts'
import { errors } from './errors.ts'
import { isWithinOneHub } from './referral.ts'
import { ASK, type AskedUse, openUses, PERMIT, REFUSE, usesIn, usesOf } from './uses.ts'

type Asked = Pick<Sent, 'referral' | 'run'>

const CIVIL: readonly string[] = ['criminal_investigation', 'legal_assistance', 'labour_claim', 'child_protection']

/** Between two hubs an ordinary referral rests on an instrument of assistance: a criminal matter goes by request for evidence, or is told unasked. */
const inCriminalMatter = ({ referral }: Asked): boolean =>
  referral.purpose === 'criminal_investigation' && isWithinOneHub(referral)

/** What leave may let of what came with an ordinary referral, and where. Nothing else: nobody but the person says who else hears of them. */
const REACH: Readonly<Record<string, (asked: Asked) => boolean>> = {
  export: () => true,
  'pass-on-as-person-agreed': () => true,
  'civil-proceedings': ({ referral }) => CIVIL.includes(referral.purpose),
  'as-evidence-in-court': inCriminalMatter,
  'disclose-to-defence': inCriminalMatter,
  'other-investigation': inCriminalMatter,
}

/**
 * Whether its sender's leave may reach so far: never beyond the purpose that the person agreed to, or the law compelled, since leave takes the place
 * of no lawful basis (rules: Lawful basis), and never out of a compartment.
 */
export function isWithinReach(use: string, asked: Asked): boolean {
  const { referral, run } = asked
  if (referral.compartment) return false
  return run.protocol.family === 'spontaneous-transmission' || REACH[use]?.(asked) === true
}

/** The last answer to each use, of those that leave may let: what another hub says beyond them opens nothing. */
export const usesLet = (found: Asked): AskedUse[] => usesOf(found.run).filter(({ use }) => isWithinReach(use, found))

/** What its recipient may ask for, under the version by which this referral goes; empty: nobody is asked in it. */
export const usesToAsk = (found: Asked): string[] => usesIn(found.run.protocol).filter(use => isWithinReach(use, found))

const ANSWERS: readonly string[] = [PERMIT, REFUSE]

/**
 * Whether there is anything to ask, while the person may be opened, or to answer: one question at a time, so that each answer is of one, and each
 * has its time.
 */
export function isUsesTurn({ run }: Pick<Sent, 'run'>, step: string): boolean {
  if (step === ASK) return mayBeOpened(run) && openUses(run).length === 0
  return !ANSWERS.includes(step) || openUses(run).length > 0
}

const mayBeOpened = ({ protocol, state }: Sent['run']): boolean => protocol.states[state]?.opens !== false

/** Throws step_not_allowed, use_not_answered, use_beyond_purpose, use_not_asked. Nothing for any other step. */
export function demandUsesTurn(found: Asked, step: string, { use }: Readonly<Record<string, unknown>>): void {
  const open = openUses(found.run)
  if (step === ASK && !mayBeOpened(found.run)) throw errors.step_not_allowed()
  if (step === ASK && open.length > 0) throw errors.use_not_answered()
  if (step === ASK && !isWithinReach(String(use), found)) throw errors.use_beyond_purpose()
  if (ANSWERS.includes(step) && !open.some(one => use === undefined || one === use)) throw errors.use_not_asked()
}
