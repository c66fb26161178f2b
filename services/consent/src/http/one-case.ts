import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { authoriseOneCase } from '../commands/authorise-one-case.ts'
import type { confirmOneCase } from '../commands/confirm-one-case.ts'
import { type OneCase, stateOf } from '../domain/one-case.ts'
import type { listOneCases } from '../queries/list-one-cases.ts'
import { agencyId, agencyType, hub } from './codes.ts'

const moment = z.iso.datetime()
const party = z.strictObject({ hub, agencyId })
const oneCaseView = z.object({
  id: z.uuid().describe('The number that both focal points have spoken'),
  endsAt: moment.describe('Exclusive'),
  confirmBy: moment.optional().describe('A second person has to confirm by then, else it lapses'),
})
const response = { 200: oneCaseView }

export function authoriseOneCaseRoute(app: HttpApp, authorise: ReturnType<typeof authoriseOneCase>): void {
  const description =
    'A focal point (a user of the central authority) lets one vital interest cross to one agency of another hub, as agreed by phone. Needs a sign-in of the last 5 minutes, and a second person within 24 h.'
  const body = z.strictObject({
    number: z.uuid().optional().describe('As the other focal point has said it; whoever records first leaves it out'),
    from: party,
    to: party,
    basisId: z.uuid().optional().describe('The vital interest; in the receiving hub there is none'),
    // True, or it is not taken: it is the other hub's word as much as this one's.
    agreedByPhone: z.literal(true),
  })
  app.post(
    '/one-case-authorisations',
    { schema: { description, body, response }, config: { scope: 'consent:one-case' } },
    async request => {
      const { number, from, to, basisId } = request.body
      const { caller } = request
      return toView(await authorise({ number, from, to, basisId, caller, replay: request.replay(200, toView) }))
    },
  )
}

export function confirmOneCaseRoute(app: HttpApp, confirm: ReturnType<typeof confirmOneCase>): void {
  const description =
    'Another user of the central authority, on duty if anybody else of it is, stands behind it within 24 h.'
  const params = z.strictObject({ id: z.uuid() })
  app.post(
    '/one-case-authorisations/:id/confirmation',
    { schema: { description, params, response }, config: { scope: 'consent:one-case' } },
    async request => {
      const { caller, params } = request
      return toView(await confirm({ id: params.id, caller, replay: request.replay(200, toView) }))
    },
  )
}

const listedView = z.object({
  items: z.array(
    oneCaseView.extend({
      from: party,
      to: party,
      basisId: z.uuid().optional(),
      authorisedAt: moment,
      state: z
        .enum(['awaits_confirmation', 'in_force', 'lapsed', 'ended'])
        .describe('lapsed: no second person stood behind it in time'),
      mine: z.boolean().describe('Recorded by the caller, who therefore cannot confirm it'),
    }),
  ),
  waiting: z
    .array(
      z.object({
        basisId: z.uuid(),
        from: party,
        to: z.object({ hub, agencyType, agencyId: agencyId.optional() }),
        recordedAt: moment,
        endsAt: moment,
      }),
    )
    .describe(
      'Vital interests of this hub that nobody has authorised and no agreement covers, the latest first; at most 200',
    ),
})

export function listOneCasesRoute(app: HttpApp, list: ReturnType<typeof listOneCases>, ownHub: string): void {
  const description =
    'For a focal point: what was agreed on by phone, until 30 days after its end, and the vital interests that wait for it. They name agencies and no person; those of witness protection are not among them.'
  const schema = { description, response: { 200: listedView } }
  app.get('/one-case-authorisations', { schema, config: { scope: 'consent:one-case' } }, async ({ caller }) => {
    const { at, items, waiting } = await list({ caller })
    return {
      items: items.map(oneCase => ({
        ...toView(oneCase),
        ...{ from: oneCase.from, to: oneCase.to, basisId: oneCase.basisId, state: stateOf(oneCase, at) },
        ...{ authorisedAt: oneCase.authorisedAt.toISOString(), mine: oneCase.userId === caller.user },
      })),
      waiting: waiting.map(one => ({
        ...{ basisId: one.basisId, from: { hub: ownHub, agencyId: one.agencyId }, to: one.recipient },
        ...{ recordedAt: one.recordedAt.toISOString(), endsAt: one.endsAt.toISOString() },
      })),
    }
  })
}

const toView = ({ id, endsAt, confirmBy, confirmedAt }: OneCase): z.input<typeof oneCaseView> => ({
  id,
  endsAt: endsAt.toISOString(),
  ...(confirmedAt === undefined && { confirmBy: confirmBy.toISOString() }),
})
