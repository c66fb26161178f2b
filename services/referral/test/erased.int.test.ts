import {
  create,
  ProceedingsRequestSchema,
  ProceedingsSchema,
  proceedings,
  subjectErased,
  toBinary,
} from '@amparo/contracts'
import { requestHash, verifyStatement } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { RECIPIENT, SENDER } from './fixtures/build.ts'
import { SUBJECT } from './fixtures/neighbours.ts'
import { useReferral } from './fixtures/service.ts'

const { submit, step, get, as, trust, publish, settled } = await useReferral()

/** As redaction asks before it erases a person. */
async function underWay(about: { subjectRefs?: string[]; referralIds?: string[] }) {
  const request = create(ProceedingsRequestSchema, { nonce: crypto.randomUUID(), ...about })
  const { proceedings: signed } = await (await as('redaction')).ask(proceedings, request)
  if (signed === undefined) throw new Error('no answer')
  const hash = requestHash(toBinary(ProceedingsRequestSchema, request))
  const { open, pending } = verifyStatement(ProceedingsSchema, 'proceedings.v1', signed, trust.keyOf('referral'), {
    ...{ now: new Date(), requestHash: hash },
  })
  return { open, pending }
}
const erase = async (...referralIds: string[]) =>
  settled(await publish(subjectErased, { erasureId: crypto.randomUUID(), referralIds }))

test('what is under way about a person is counted until it ends, by the person’s names and by the referrals', async () => {
  const subjectRef = SUBJECT
  expect(await underWay({ subjectRefs: [subjectRef] })).toEqual({ open: 0, pending: 0 })
  const id: string = (await submit(SENDER)).body.id
  expect(await underWay({ subjectRefs: [subjectRef] })).toEqual({ open: 1, pending: 0 })
  expect(await underWay({ referralIds: [id] })).toEqual({ open: 1, pending: 0 })
  expect(await underWay({ subjectRefs: [subjectRef], referralIds: [id] })).toEqual({ open: 1, pending: 0 })
  await step(RECIPIENT, id, 'accept')
  await step(RECIPIENT, id, 'start')
  expect(await underWay({ referralIds: [id] })).toEqual({ open: 1, pending: 0 })
  await step(RECIPIENT, id, 'complete', { outcome: 'services-provided' })
  expect(await underWay({ referralIds: [id, 'no id'], subjectRefs: ['none'] })).toEqual({ open: 0, pending: 0 })
})

test('what was declined, or did not arrive, is under way while somebody has to find the person another place', async () => {
  const id: string = (await submit(SENDER)).body.id
  await step(RECIPIENT, id, 'decline', { reason: 'at-capacity' })
  expect((await get(SENDER, `/referrals/${id}`)).body).toMatchObject({ status: 'rejected', turn: 'sender' })
  expect(await underWay({ referralIds: [id] })).toEqual({ open: 1, pending: 0 })
  await step(SENDER, id, 'cancel', { reason: 'served-elsewhere' })
  expect(await underWay({ referralIds: [id] })).toEqual({ open: 0, pending: 0 })
})

test('what was taken back is not under way, though its holder has yet to answer', async () => {
  const id: string = (await submit(SENDER)).body.id
  await erase(id)
  expect((await get(SENDER, `/referrals/${id}`)).body).toMatchObject({ state: 'halted', turn: 'recipient' })
  expect(await underWay({ referralIds: [id] })).toEqual({ open: 0, pending: 0 })
})

test('what had ended when a person was erased stays as it is, and what came in between halts', async () => {
  const [ended, late]: string[] = [(await submit(SENDER)).body.id, (await submit(SENDER)).body.id]
  await step(SENDER, ended ?? '', 'cancel', { reason: 'duplicate' })
  expect(await erase(ended ?? '', late ?? '')).toBe('done')
  expect((await get(SENDER, `/referrals/${ended}`)).body.state).toBe('cancelled')
  expect((await get(SENDER, `/referrals/${late}`)).body.state).toBe('halted')
})
