import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { openStore } from '@amparo/store'
import { useHubDatabase } from '@amparo/testing'
import { afterAll, expect, test } from 'vitest'
import { settleCertifications } from '../src/commands/certify.ts'
import { shippedRegisters } from '../src/policy/registers.ts'
import type { Enter } from '../src/ports/own-log.ts'
import { addDecisions, addPosts } from '../src/store/certifications.ts'
import { addLine, addStep, type RegisterLine, stepsOf } from '../src/store/registers.ts'

const database = await useHubDatabase({ services: { audit: join(import.meta.dirname, '../migrations') } })
const url = database.services['audit'] ?? ''
const store = await openStore({ url, service: 'audit', entities: [], applicationName: 'audit', pipeline: true })
afterAll(() => store.close())

const AGENCY = 'xa-police'
const at = new Date(Date.now() - 60_000)
const aLine = (of: Pick<RegisterLine, 'register' | 'kind' | 'userId'>): RegisterLine => ({
  ...{ ...of, id: randomUUID(), knownAt: at, openedAt: new Date(), openedBy: 'audit', agencyId: AGENCY },
  ...{ subjectRef: undefined, entryIds: [], dues: {}, policyHash: '' },
})
/** Of an agency that did not need an account, whose user has left. */
async function ended(): Promise<string> {
  const [user, by] = [randomUUID(), randomUUID()]
  const line = aLine({ register: 'certification', kind: 'quarter', userId: undefined })
  await store.run(async tx => {
    await addLine(tx, line)
    await addPosts(tx, line.id, [{ userId: user, roles: ['caseworker'] }])
    await addDecisions(tx, line.id, [{ userId: user, needed: false }], { by, at })
    await addStep(tx, line.id, { number: 1, step: 'some_to_end', at, userId: by, ends: false })
    await addLine(tx, aLine({ register: 'leaver', kind: 'left', userId: user }))
  })
  return line.id
}
const settle = (enter: Enter) =>
  settleCertifications({ hub: 'XA', store, registers: shippedRegisters(), enter, now: () => new Date() })()
const steps = async (id: string) => (await store.read(reader => stepsOf(reader, [id]))).get(id)?.map(({ step }) => step)

test('What an auditor says while the log is told is not said once more, and holds up no other line', async () => {
  const [first = '', second = ''] = [await ended(), await ended()].toSorted()
  const auditor = randomUUID()
  let isSaid = false
  await settle(async () => {
    if (isSaid) return
    isSaid = true
    await store.run(async tx => {
      await addStep(tx, first, { number: 2, step: 'some_ended', at, userId: auditor, ends: false })
      await addStep(tx, first, { number: 3, step: 'closed', at, userId: auditor, ends: true })
    })
  })
  expect(await steps(first)).toEqual(['some_to_end', 'some_ended', 'closed'])
  expect(await steps(second)).toEqual(['some_to_end', 'some_ended'])
})
