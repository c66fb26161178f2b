import { waitFor } from '@amparo/testing/platform'
import { expect, it } from 'vitest'
import { anAdult, consentTo } from './support/a-person.ts'
import { useHubs } from './support/hubs.ts'

const { system, people } = await useHubs(['XA', 'XB'])

it('a custodian learns whether another hub knows a person; that hub learns who asked and why, and of nobody in particular', async () => {
  const abroad = system.hub('XB').installed.agencies.find(({ type }) => type === 'shelter')
  const person = anAdult()
  const here = await people.caseworker('XA', 'police')
  const { subjectRef } = await here.registerSubject(person)
  await here.recordConsent(consentTo(subjectRef, { hub: 'XB', type: 'shelter' }))
  await (await people.caseworker('XB', 'shelter')).registerSubject(person)
  const [asking, asked] = [await people.named('XA', 'custodian'), await people.named('XB', 'custodian')]

  const { questionId } = await asking.askMatch({
    ...{ subjectRef, to: { hub: 'XB', agencyId: abroad?.agencyId ?? '' }, purpose: 'shelter' },
    ...{ reason: 'request_of_the_person', reference: 'XA-2026-07' },
  })
  const answer = async () => (await asking.matchQuestions()).find(one => one.questionId === questionId)
  await waitFor(async () => (await answer())?.state === 'answered')
  expect(await answer()).toMatchObject({ hit: true, code: null })
  const evaluated = (await asked.matchesAsked()).find(one => one.questionId === questionId)
  expect(evaluated).toMatchObject({ from: { hub: 'XA' }, reason: 'request_of_the_person', state: 'answered' })
  expect(JSON.stringify(evaluated)).not.toContain(subjectRef)
  for (const [hub, actions] of [
    ['XA', ['match_asked', 'match_result']],
    ['XB', ['match_evaluated']],
  ] as const) {
    const { items } = await (await people.auditor(hub)).auditEntries(questionId)
    expect([hub, items.map(({ action }) => action).toSorted()]).toEqual([hub, [...actions].toSorted()])
  }
})
