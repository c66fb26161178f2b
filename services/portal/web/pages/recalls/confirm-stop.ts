import { type Client, ProblemError, type RecallView, type ReferralView } from '@amparo/client'

/** Of a recall, what the referral's own step says; who answers for one that is no member closes it by theirs. */
const CONFIRM = 'answer-withdrawal'
const CLOSE = 'close-withdrawal'
export const OF_RECALL: readonly string[] = [CONFIRM, CLOSE]

/**
 * Has the referral say what was answered to its recall, so that nobody is asked twice. What is being destroyed is stopped until it is.
 * Undefined: the referral is not here any more, does not wait for it, or it is a colleague's to say. Throws ProblemError.
 */
export async function confirmStop(
  client: Pick<Client, 'get' | 'step'>,
  { referralId, said, state }: RecallView,
  forAnother: boolean,
): Promise<ReferralView | undefined> {
  const referral = await client.get(referralId).catch(gone)
  const wanted = forAnother ? CLOSE : CONFIRM
  const action = referral?.allowedActions.find(({ step, missing = [] }) => step === wanted && missing.length === 0)
  if (referral === undefined || action === undefined) return undefined
  const data = forAnother ? { reason: 'confirmed-otherwise' } : { holding: holdingOf(said, state) }
  return client.step(referralId, wanted, data, { version: referral.version })
}

const holdingOf = (said: RecallView['said'], state: RecallView['state']): string => {
  if (said === 'retained' || state === 'retained') return 'retained-other-basis'
  return state === 'destroyed' ? 'destroyed' : 'stopped-using'
}

function gone(error: unknown): undefined {
  if (error instanceof ProblemError && (error.status === 404 || error.status === 403)) return undefined
  throw error
}
