import { readFileSync } from 'node:fs'
import type { ServiceName } from '@amparo/contracts'
import { expect, it } from 'vitest'
import { urlOf } from '../../scripts/lib/hubs/addresses.ts'
import { needlesOf } from '../../scripts/lib/scan/needles.ts'
import { Scanner } from '../../scripts/lib/scan/scanner.ts'
import { scanFiles, scanTables } from '../../scripts/lib/scan/sources.ts'
import { anAdult, consentTo } from '../e2e/support/a-person.ts'
import { useHubs } from '../e2e/support/hubs.ts'
import { type Answer, answerOf, type Officer, signInAs } from './support/officer.ts'

/** A name typed into every field that is not for names must come to rest nowhere, and must not come back. */
const { system } = await useHubs(['XA'])
const hub = system.hub('XA').installed
const officer = await signInAs(system, 'police@xa')
const auditor = await signInAs(system, 'auditor@xa')

const NAME = 'Zorayda Quillahuaman'
const AS_KEY = NAME.replace(' ', '_')
const IN_PATH = encodeURIComponent(NAME)
const scanner = () => new Scanner(needlesOf(NAME.split(' ')))

const GETS: readonly (readonly [Officer, ServiceName, string])[] = [
  [officer, 'referral', '/referrals'],
  [officer, 'referral', '/referrals/{}'],
  [officer, 'consent', '/consents/{}'],
  [officer, 'directory', '/agencies'],
  [officer, 'directory', '/agencies/XA/{}'],
  [officer, 'directory', '/hubs/{}'],
  [officer, 'exchange', '/evidence'],
  [auditor, 'audit', '/entries'],
  [auditor, 'audit', '/entries/{}/proof'],
  [officer, 'redaction', '/views/{}'],
  [officer, 'referral', '/protocols'],
  [officer, 'referral', '/forms'],
  [officer, 'referral', '/deadlines'],
  [officer, 'referral', '/offers'],
  [officer, 'referral', '/intakes/{}'],
  [officer, 'referral', '/rota'],
  [officer, 'directory', '/agencies/own/capacity'],
]
const POSTS: readonly (readonly [ServiceName, string])[] = [
  ['redaction', '/subjects'],
  ['redaction', '/views'],
  ['consent', '/consents'],
  ['consent', '/consents/{}/confirmation'],
  ['consent', '/consents/{}/withdrawal'],
  ['referral', '/referrals'],
  ['referral', '/referrals/{}/assignment'],
  ['referral', '/referrals/{}/steps'],
  ['referral', '/referrals/{}/links'],
  ['referral', '/offers/{}/answer'],
  ['referral', '/intakes'],
  ['referral', '/handovers'],
  ['referral', '/rota'],
  ['redaction', '/assessments'],
  ['redaction', '/messages'],
  ['redaction', '/message-views'],
  ['redaction', '/assessment-views'],
  ['redaction', '/supplements'],
  ['directory', '/agencies/own/capacity'],
]
const HEADERS = {
  'user-agent': AS_KEY,
  'x-request-id': AS_KEY,
  'x-correlation-id': AS_KEY,
  traceparent: AS_KEY,
  'if-match': AS_KEY,
  referer: `https://${AS_KEY}.example/`,
  'accept-language': AS_KEY,
}
const filled = (path: string) => path.replaceAll('{}', IN_PATH)

/** A form that is in order but for one field, which says a name; and for one field more, which is called by it. */
const broken = (form: Record<string, unknown>) => [
  ...Object.keys(form).map(field => ({ ...form, [field]: NAME })),
  ...Object.entries(form).flatMap(([field, value]) => (Array.isArray(value) ? [{ ...form, [field]: [NAME] }] : [])),
  { ...form, [NAME]: NAME },
]

async function sentToServices(subjectRef: string): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const [who, service, path] of GETS)
    for (const query of [
      '',
      `?${IN_PATH}=${IN_PATH}`,
      ...['cursor', 'referralId', 'status'].map(q => `?${q}=${IN_PATH}`),
    ])
      answers.push(await who.call('GET', service, filled(path) + query, { headers: HEADERS }))
  for (const [service, path] of POSTS)
    for (const body of [
      { [NAME]: NAME },
      { reason: NAME, outcome: NAME, userId: NAME },
      { step: 'decline', data: { reason: NAME, [NAME]: NAME } },
      `{"${NAME}`,
      `"${NAME}"`,
      [NAME],
    ])
      answers.push(await officer.call('POST', service, filled(path), { body, headers: HEADERS }))
  const consent = { ...consentTo(subjectRef, { hub: 'XA', type: 'shelter' }), justification: { reason: 'x' } }
  for (const body of broken(consent)) answers.push(await officer.call('POST', 'consent', '/consents', { body }))
  const to = { hub: 'XA', agencyId: hub.agencies[0]?.agencyId }
  const referral = { subjectRef, protocol: 'oas-64-standard', priority: 'urgent', to, services: ['housing'] }
  for (const body of broken(referral)) answers.push(await officer.call('POST', 'referral', '/referrals', { body }))
  return answers
}

/** Into the steps of a referral that is there: their data are codes, and what is none is refused by its place. */
async function sentAsSteps(subjectRef: string): Promise<Answer[]> {
  await officer.client.recordConsent(consentTo(subjectRef, { hub: 'XA', type: 'shelter' }))
  const shelter = hub.agencies.find(({ type }) => type === 'shelter')
  const { id } = await officer.client.submitReferral({
    ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['housing'] },
    to: { hub: 'XA', agencyId: shelter?.agencyId ?? '' },
  })
  const steps: object[] = [
    { step: NAME },
    { step: 'cancel', data: { reason: NAME } },
    { step: 'cancel', data: { reason: 'duplicate', note: NAME } },
    { step: 'cancel', data: { [NAME]: NAME } },
    { step: 'record-contact', data: { channel: NAME, outcome: NAME, safely: NAME } },
    { step: 'answer', data: { answered: [NAME] } },
  ]
  const sent = steps.map(body => officer.call('POST', 'referral', `/referrals/${id}/steps`, { body }))
  const answers = await Promise.all(sent)
  expect(answers.map(({ status }) => status).filter(status => status < 400)).toEqual([])
  return answers
}

it('a name that is typed where no name belongs is not kept, not told on, and not echoed', async () => {
  const { subjectRef } = await officer.client.registerSubject(anAdult())
  const answers = await sentToServices(subjectRef)
  answers.push(...(await sentAsSteps(subjectRef)))
  // What succeeds under a key that is a name; what is asked for under one; what is signed with one as its nonce.
  const body = consentTo(subjectRef, { hub: 'XA', type: 'shelter' })
  const kept = await officer.call('POST', 'consent', '/consents', { body, headers: { 'idempotency-key': AS_KEY } })
  expect(kept, kept.text).toMatchObject({ status: 201 })
  answers.push(
    kept,
    await officer.call('POST', 'redaction', '/views', { body: { request: await officer.viewRequest(NAME) } }),
  )
  for (const username of [NAME, AS_KEY]) {
    const form = new URLSearchParams({ username, password: NAME, code: '000000' })
    answers.push(
      await answerOf(await fetch(`${urlOf(hub, 'accounts')}/interaction/${IN_PATH}`, { method: 'POST', body: form })),
    )
  }
  for (const path of [
    `/${IN_PATH}`,
    `/?${IN_PATH}=${IN_PATH}`,
    `/api/referral/referrals/${IN_PATH}`,
    `/api/${IN_PATH}`,
  ])
    answers.push(await answerOf(await fetch(urlOf(hub, 'portal') + path, { headers: HEADERS })))
  answers.push(await answerOf(await fetch(`${urlOf(hub, 'accounts')}/auth?client_id=${IN_PATH}&scope=${IN_PATH}`)))

  expect(answers.length).toBeGreaterThan(120)
  const echoes = answers.filter(({ text }) => scanner().text('answer', text).length > 0)
  expect(echoes.map(({ status, text }) => `${status} ${text}`)).toEqual([])
  expect(answers.filter(({ status }) => status >= 500).map(({ text }) => text)).toEqual([])

  const logs = ['core', 'redaction', 'audit', 'front'].map(group =>
    readFileSync(system.layout.hub('XA').log(group), 'utf8'),
  )
  expect(logs.join('').length).toBeGreaterThan(1_000)
  const found = [
    ...(await scanTables(scanner(), database => system.postgres.superuserUrl(database))),
    ...scanFiles(scanner(), system.layout.root),
  ]
  expect(found.map(({ place }) => place)).toEqual([])
})
