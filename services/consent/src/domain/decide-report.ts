import { caseOf } from './case.ts'
import { decide, type Judgement, judge } from './decide.ts'
import type { Decision, DisclosureRequest, Facts } from './disclosure.ts'
import type { Policy } from './policy.ts'
import { type DenialCode, PRECEDENCE, type Row } from './precedence.ts'
import type { BasisRecord } from './record.ts'
import { within } from './submission.ts'

/** The recipient of a referral tells its sender something. */
interface Answering {
  /** As the referral was sent. */
  readonly request: DisclosureRequest
  readonly records: readonly BasisRecord[]
  readonly facts: Facts
}

/** Whoever is barred from a person is barred from all that comes back about them: reports, files, messages. */
export const REVERSED: readonly DenialCode[] = [
  'recipient_excluded',
  'migration_enforcement_firewall',
  'state_of_nationality',
]

function barredBack({ request, facts }: Answering, policy: Policy, now: Date): DenialCode | undefined {
  const { sender, recipient } = request
  if (sender === undefined || recipient === undefined) return undefined
  const back = caseOf({ request, sender: recipient, recipient: sender, facts, policy, now })
  return (PRECEDENCE as readonly Row[]).find(row => REVERSED.includes(row.code) && 'denies' in row && row.denies(back))
    ?.code
}

/** A message back rests on what the referral rests on, as long as its recipient could open that, and goes to nobody who is barred. */
export function judgeAnswer({ request, records, facts }: Answering, policy: Policy, now: Date): Judgement {
  const judgement = judge(request, records, facts, policy, now)
  if (!judgement.decision.permit) return judgement
  const reason = barredBack({ request, records, facts }, policy, now)
  return reason === undefined ? judgement : { ...judgement, decision: { permit: false, reason } }
}

/**
 * May the sender of a referral know what its recipient found out? Only on a basis that says so, while the referral itself could be
 * opened on it, and no more than lies within the sender's own mandate: consent to being sent there is none to being reported on.
 */
export function decideReport({ request, records, facts }: Answering, policy: Policy, now: Date): Decision<DenialCode> {
  const reporting = records.filter(({ reportBack }) => reportBack)
  if (records.length > 0 && reporting.length === 0) return { permit: false, reason: 'action_outside_consent' }
  const { sender, recipient } = request
  const stands = decide(request, reporting, facts, policy, now)
  if (!stands.permit || sender === undefined || recipient === undefined) return stands
  const barred = barredBack({ request, records, facts }, policy, now)
  if (barred !== undefined) return { permit: false, reason: barred }
  const mandate = policy.mandates[sender.type]
  const limited = within(stands, mandate.categories, policy, 'outside_mandate')
  return limited.categories.length === 0 ? { permit: false, reason: 'nothing_to_disclose' } : limited
}
