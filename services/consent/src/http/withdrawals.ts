import { sha256Hex } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { checkOrder } from '../commands/check-order.ts'
import type { checkWelfare } from '../commands/settle-withdrawal.ts'
import type { takeWithdrawal } from '../commands/take-withdrawal.ts'
import type { Withdrawal } from '../domain/withdrawal.ts'
import type { listWaiting } from '../queries/waiting-withdrawals.ts'
import { subjectRef } from './codes.ts'
import { DOCUMENT_FAULT, documentFits, howTaken } from './withdrawal-body.ts'
import { toWithdrawal, withdrawalView } from './withdrawal-view.ts'

interface Routes {
  readonly take: ReturnType<typeof takeWithdrawal>
  readonly check: ReturnType<typeof checkWelfare>
  readonly checkOrder: ReturnType<typeof checkOrder>
  readonly list: ReturnType<typeof listWaiting>
}

/** An order ends what it names, never all there is: one basis at the agency that recorded it, or what carries one referral. */
const NAMED_FAULT = { path: ['referralId'], params: { code: 'required' } }

const taking = {
  description:
    'A person takes back what they agreed to, at any agency that has them, whoever recorded it. The agency hears nothing of that.',
  body: z
    .strictObject({
      subjectRef,
      referralId: z
        .uuid()
        .optional()
        .describe('Only what this referral rests on; absent: all of it. Of a court always: what its order names'),
      ...howTaken,
    })
    .refine(documentFits, DOCUMENT_FAULT)
    .refine(({ by, referralId }) => by !== 'court' || referralId !== undefined, NAMED_FAULT),
  response: { 201: withdrawalView },
}

const waiting = withdrawalView.extend({
  subjectRef: z.string().optional(),
  awaits: z
    .enum(['welfare_check', 'order_check'])
    .describe('A colleague who speaks with the person alone, or a second person who has seen the court’s order'),
  basisId: z.uuid().optional().describe('Of an order: what it ends'),
  document: sha256Hex.optional().describe('SHA-256 of the order, hex'),
})

export function withdrawalRoutes(app: HttpApp, { take, check, checkOrder, list }: Routes): void {
  app.post('/withdrawals', { schema: taking, config: { scope: 'consent:record' } }, async (request, reply) => {
    const { subjectRef: ref, referralId, by, duress, document } = request.body
    const { caller } = request
    const command = { subjectRef: ref, referralId, by, duress, document, caller, correlationId: request.id }
    const taken = await take({ ...command, replay: request.replay(201, toWithdrawal) })
    return reply.status(201).send(toWithdrawal(taken))
  })

  app.get(
    '/withdrawals',
    {
      schema: {
        description:
          'Those of the own agency that wait for somebody to speak with the person, the most pressing first, or to see a court’s order.',
        response: { 200: z.object({ items: z.array(waiting) }) },
      },
      config: { scope: 'consent:confirm' },
    },
    async ({ caller }) => ({ items: (await list(caller.agency)).map(toWaiting) }),
  )

  app.post(
    '/withdrawals/:id/welfare-check',
    {
      schema: {
        description: 'A colleague of whoever took it has spoken with the person alone.',
        params: z.strictObject({ id: z.uuid() }),
        body: z.strictObject({ inPrivate: z.literal(true), outcome: z.enum(['wanted', 'under_duress']) }),
        response: { 200: withdrawalView },
      },
      config: { scope: 'consent:confirm' },
    },
    async request => {
      const { caller, params, body } = request
      const command = { withdrawalId: params.id, outcome: body.outcome, caller, correlationId: request.id }
      return toWithdrawal(await check({ ...command, replay: request.replay(200, toWithdrawal) }))
    },
  )

  app.post(
    '/withdrawals/:id/order-check',
    {
      schema: {
        description:
          'A second person has seen the court’s order that is to end what nobody agreed to. Until then it stands; what is not confirmed ends nothing.',
        params: z.strictObject({ id: z.uuid() }),
        body: z.strictObject({ orderSeen: z.literal(true), outcome: z.enum(['confirmed', 'not_confirmed']) }),
        response: { 200: withdrawalView },
      },
      config: { scope: 'consent:confirm' },
    },
    async request => {
      const { caller, params, body } = request
      const command = { withdrawalId: params.id, outcome: body.outcome, caller, correlationId: request.id }
      return toWithdrawal(await checkOrder({ ...command, replay: request.replay(200, toWithdrawal) }))
    },
  )
}

const toWaiting = (withdrawal: Withdrawal): z.input<typeof waiting> => ({
  ...toWithdrawal(withdrawal),
  subjectRef: withdrawal.subjectRef,
  ...(withdrawal.confirmAgency === undefined
    ? { awaits: 'welfare_check' }
    : { awaits: 'order_check', basisId: withdrawal.basisId, document: withdrawal.document }),
})
