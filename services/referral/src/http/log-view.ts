import { type Entry, type Protocol, SERVICE_STATES, SUBMIT, servicePlan, stateOf } from '@amparo/protocols'
import { z } from 'zod'
import { type Asker, sideOf } from '../domain/access.ts'
import type { Book } from '../domain/book.ts'
import { type Case, isSent } from '../domain/case.ts'
import type { Step } from '../domain/referral.ts'
import { visibleTo } from '../domain/visible.ts'
import { name, service, side, status, texts } from './codes.ts'
import { CAUSES, RESERVED_TEXTS, stateTextWithoutCourse } from './own-texts.ts'

export const plannedView = z.object({
  service,
  state: z.enum(SERVICE_STATES),
  became: z.literal('provided').optional().describe('Of one that was referred out: what came of it there'),
})
export const stepView = z.object({
  n: z.int().describe('Place in the one order that both hubs agree on'),
  step: name,
  text: texts,
  side,
  at: z.iso.datetime(),
  knownAt: z.iso.datetime().optional().describe('When it was entered, or this hub heard of it, if that was later'),
  byAgency: z.string(),
  cause: z
    .literal('suspended')
    .optional()
    .describe('It halted since its recipient was suspended, and goes on by a new referral; nobody took anything back'),
  data: z.record(z.string(), z.unknown()).describe('Codes, dates, numbers, yes and no'),
  effective: z
    .boolean()
    .describe(
      'false: where it stands in that order the protocol has no such step, or what it requires was missing; it changed nothing',
    ),
  state: name.describe('After it'),
  status: status.describe('After it'),
})

/** What happened, and what it comes to; steps that stay inside an agency are that agency's to see. */
export function logView(book: Book, found: Case, viewer: Asker) {
  const { referral } = found
  if (!isSent(found)) {
    const stateText = stateTextWithoutCourse(referral.state)
    return { state: referral.state, stateText, plan: [], steps: [], messages: 0, assessed: [] }
  }
  const { run } = found
  const own = sideOf(referral, viewer)
  const protocol = book.forHub(run.protocol, viewer.hub, referral.overlays[viewer.hub])
  const visible = new Set(visibleTo(found.steps, own))
  // What stayed inside the agency in whose place another acts stays there.
  const isInside = ({ told, by }: Step) => !told && by.agencyId !== viewer.agencyId
  const seen = run.entries.filter(({ taken }) => visible.has(taken) && !isInside(taken))
  const last = seen.findLast(({ taken, effective }) => effective && taken.told && moves(protocol, taken))
  return {
    state: run.state,
    stateText: stateOf(protocol, run.state).text,
    plan: servicePlan(run.protocol, { ...run, entries: seen }, referral.services),
    ...coded(last?.taken),
    steps: seen.map((entry, index) => stepOf(protocol, entry, index + 1)),
    messages: seen.filter(({ taken }) => taken.step === 'message').length,
    assessed: seen.flatMap(({ taken }) => assessedIn(taken)),
  }
}

const stepOf = (protocol: Protocol, { taken, effective, state }: Entry<Step>, n: number): z.input<typeof stepView> => ({
  n,
  step: taken.step,
  text:
    (taken.cause && CAUSES[taken.cause]) ??
    protocol.steps[taken.step]?.text ??
    RESERVED_TEXTS[taken.step] ??
    protocol.name,
  side: taken.side,
  at: taken.at.toISOString(),
  ...(taken.receivedAt > taken.at && { knownAt: taken.receivedAt.toISOString() }),
  byAgency: taken.by.agencyId,
  ...(taken.cause && { cause: taken.cause }),
  // Nobody took anything back: what the protocol says of a withdrawal is not so.
  data: taken.step === SUBMIT || taken.cause ? {} : { ...taken.data },
  effective,
  state,
  status: protocol.states[state]?.status ?? 'requested',
})

const moves = ({ steps }: Protocol, { step }: Step): boolean => step === SUBMIT || steps[step]?.to !== undefined

/** Why it is in the state it is in, for those who do not look further. */
function coded(step: Step | undefined) {
  const { reason, outcome, code } = step?.data ?? {}
  const why = reason ?? code
  return {
    ...(typeof why === 'string' && { reason: why }),
    ...(typeof outcome === 'string' && { outcome }),
  }
}

function assessedIn({ step, data, side, at }: Step) {
  const { form, version } = data
  const isOne = step === 'assessed' && typeof form === 'string' && typeof version === 'number'
  return isOne ? [{ form, version, side, at: at.toISOString() }] : []
}
