import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { takeStep } from '../commands/take-step.ts'
import { ACTIONS, STEP_CODES, type StepName } from '../domain/actions.ts'
import type { Detail } from '../domain/detail.ts'
import { referralId } from './get.ts'
import { expectedVersion, ifMatch } from './if-match.ts'
import { referralView, toView } from './view.ts'
import { viewerOf } from './viewer.ts'

const nothing = z.strictObject({}).nullish()
const reason = <const C extends readonly string[]>(codes: C) => z.strictObject({ reason: z.enum(codes) })

/** A resource for each step, and what it must say. */
const STEPS = [
  ['acceptance', 'accept', nothing],
  ['decline', 'decline', reason(STEP_CODES.decline.codes)],
  ['start', 'start', nothing],
  ['hold', 'hold', reason(STEP_CODES.hold.codes)],
  ['resumption', 'resume', nothing],
  ['completion', 'complete', z.strictObject({ outcome: z.enum(STEP_CODES.complete.codes) })],
  ['cancellation', 'cancel', reason(STEP_CODES.cancel.codes)],
] as const satisfies readonly (readonly [string, StepName, z.ZodType])[]

export const stepRoutes = (app: HttpApp, take: ReturnType<typeof takeStep>, now: () => Date): void => {
  for (const [path, name, body] of STEPS) {
    app.post(
      `/referrals/:id/${path}`,
      {
        schema: { params: referralId, headers: ifMatch, body, response: { 200: referralView } },
        config: { scope: ACTIONS[name].scopes[0] },
      },
      async request => {
        const view = (detail: Detail) => toView(detail, viewerOf(request.caller), now())
        const said: { reason?: string; outcome?: string } = request.body ?? {}
        const detail = await take({
          name,
          caller: request.caller,
          referralId: request.params.id,
          reason: said.reason,
          outcome: said.outcome,
          expectedVersion: expectedVersion(request.headers),
          correlationId: request.id,
          replay: request.replay(200, view),
        })
        return view(detail)
      },
    )
  }
}
