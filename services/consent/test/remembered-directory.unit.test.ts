import { beforeEach, expect, test } from 'vitest'
import type { Listed } from '../src/ports/directory.ts'
import { type Remembered, rememberedFor } from '../src/ports/remembered-directory.ts'

let at: number
let asked: string[]
let suspended: boolean
let away: boolean

const shelter = { hub: 'XA', agencyId: 'shelter' }
const directory: Remembered = {
  findParty: async ref => {
    asked.push(`${ref.hub} ${ref.agencyId}`)
    if (away) throw new Error('away')
    return { ...ref, type: 'shelter', outside: false, accreditedUntil: new Date(), suspended } satisfies Listed
  },
  instruments: async ({ from, to, matter }) => {
    asked.push(`${from} ${to} ${matter}`)
    return []
  },
}
const remembered = (believedMs: number) => rememberedFor(believedMs, directory, () => at)

beforeEach(() => {
  at = 0
  asked = []
  suspended = false
  away = false
})

test('an answer is believed for its time from when it was asked, and no longer', async () => {
  const { findParty } = remembered(1_000)
  await findParty(shelter)
  suspended = true
  at = 999
  expect((await findParty(shelter))?.suspended).toBe(false)
  at = 1_000
  expect((await findParty(shelter))?.suspended).toBe(true)
  expect(asked).toEqual(['XA shelter', 'XA shelter'])
})

test('half-way to its end it is asked for again, and nobody waits; should that fail, it is believed to its end and asked for then', async () => {
  const { findParty } = remembered(1_000)
  await findParty(shelter)
  at = 499
  await findParty(shelter)
  expect(asked).toHaveLength(1)
  suspended = true
  at = 500
  expect((await findParty(shelter))?.suspended).toBe(false)
  expect((await findParty(shelter))?.suspended).toBe(true)
  expect(asked).toHaveLength(2)
  away = true
  at = 1_200
  for (let n = 0; n < 3; n++) expect((await findParty(shelter))?.suspended).toBe(true)
  at = 1_500
  await expect(findParty(shelter)).rejects.toThrow('away')
})

test('who asks while it is asked waits for the same answer; another agency, hub or matter is another question', async () => {
  const { findParty, instruments } = remembered(1_000)
  await Promise.all([findParty(shelter), findParty(shelter), findParty({ ...shelter, hub: 'XB' })])
  await instruments({ from: 'XA', to: 'XB', matter: 'assistance' })
  await instruments({ from: 'XA', to: 'XB', matter: 'criminal' })
  await instruments({ from: 'XA', to: 'XB', matter: 'criminal' })
  expect(asked).toEqual(['XA shelter', 'XB shelter', 'XA XB assistance', 'XA XB criminal'])
})

test('what the directory did not answer is asked again, and nothing older is taken in its place', async () => {
  const { findParty } = remembered(1_000)
  await findParty(shelter)
  away = true
  at = 1_000
  await expect(findParty(shelter)).rejects.toThrow('away')
  away = false
  expect(await findParty(shelter)).toMatchObject(shelter)
  expect(asked).toHaveLength(3)
})

test('questions about agencies that nobody knows push out the oldest, not the memory’s bounds', async () => {
  const { findParty } = remembered(1_000)
  await findParty(shelter)
  for (let n = 0; n < 1_000; n++) await findParty({ hub: 'XA', agencyId: `${n}` })
  asked = []
  await findParty({ hub: 'XA', agencyId: '999' })
  expect(asked).toEqual([])
  await findParty(shelter)
  expect(asked).toEqual(['XA shelter'])
})

test('without a time it is asked each time', async () => {
  const { findParty } = remembered(0)
  await findParty(shelter)
  await findParty(shelter)
  expect(asked).toHaveLength(2)
})
