import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { create, DecideRequestSchema, Occasion, Priority, Protocol, ServiceCategory } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { consentForm } from '../../services/consent/test/fixtures/forms.ts'
import { attestation } from '../../services/consent/test/fixtures/neighbours.ts'
import { agencies, refOf } from '../../services/consent/test/fixtures/parties.ts'
import { useConsent } from '../../services/consent/test/fixtures/service.ts'
import { askSteadily, MEASURED_FILE } from './support/over-nats.ts'

const measuredFile = process.env[MEASURED_FILE]
/** Where it is measured, ten seconds at the rate of a busy hub; where it is only tested, a few. */
const RATE = measuredFile === undefined ? { count: 20, perSecond: 20 } : { count: 5_000, perSecond: 500 }
const WARM = { ...RATE, count: RATE.count / 5 }
const GRANTS = 50

const { register, send, ask, as, state, now, tokenOf, rows } = await useConsent()
const user = randomUUID()

test(`decisions that come at a steady rate, with ${GRANTS} grants in force, are each permitted and kept`, async () => {
  const subjectRef = register(agencies.police)
  for (let n = 0; n < GRANTS; n++) {
    const { status } = await send({ agency: agencies.police, user }, 'POST', '/consents', consentForm(subjectRef))
    expect(status).toBe(201)
  }
  const token = await tokenOf({ agency: agencies.police, user })
  await as('referral')
  let attested = attestation(state, now(), { subjectRef, user })
  const question = () =>
    create(DecideRequestSchema, {
      ...{ nonce: randomUUID(), referralId: randomUUID(), occasion: Occasion.SUBMIT, token, attestation: attested },
      ...{ sender: refOf(agencies.police), recipient: refOf(agencies.shelter), priority: Priority.URGENT },
      ...{ protocol: Protocol.OAS_64_STANDARD, services: [ServiceCategory.HOUSING] },
    })
  const answers: (string | undefined)[] = []
  const one = async () => void answers.push((await ask(question())).decision.case)
  await askSteadily(WARM, one)
  // It is believed for 20 seconds.
  attested = attestation(state, now(), { subjectRef, user })
  const measured = await askSteadily(RATE, one)
  expect(new Set(answers)).toEqual(new Set(['permit']))
  const [kept] = await rows("select count(*)::int as permits from decision where outcome = 'permit'")
  expect(kept.permits).toBeGreaterThanOrEqual(answers.length)
  if (measuredFile === undefined) expect(measured.unanswered).toBe(0)
  else writeFileSync(measuredFile, JSON.stringify(measured))
}, 120_000)
