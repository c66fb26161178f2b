import { DataCategory, Priority } from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { useReferredAbroad } from './fixtures/abroad.ts'
import { SHEET } from './fixtures/forms.ts'

const { xa, xb, xc, carry, officer, referred, readXB, newsOf } = await useReferredAbroad()
const HOUR_MS = 3_600_000

describe('which grants stand', () => {
  const later = (hours: number) => {
    for (const { state } of [xa, xb, xc]) state.ahead = hours * HOUR_MS
  }

  test('is told every few hours; a grant of which nothing was heard for a day shows no name, paper, contact, place or guardian', async () => {
    const { there } = await referred({ dataCategories: ['identity', 'contact', 'family', 'risk', 'needs'] })
    await carry()
    later(23)
    const fresh = (await readXB(there)).permit?.categories
    for (const category of [DataCategory.IDENTITY, DataCategory.FAMILY]) expect(fresh).toContain(category)
    later(25)
    const stale = (await readXB(there)).permit
    expect(stale).toMatchObject({ codeNameOnly: true })
    expect(stale?.categories).toEqual([DataCategory.RISK, DataCategory.NEEDS])
    expect(stale?.withheld).toContainEqual(
      expect.objectContaining({ category: DataCategory.IDENTITY, reason: 'status_stale', silent: false }),
    )
    await carry()
    expect((await readXB(there)).permit?.categories).toContain(DataCategory.IDENTITY)
  })

  test('alarms whoever has something of a hub that has been silent for a day, once a day', async () => {
    const { referralId } = await referred()
    await carry()
    const alarms = async () => (await newsOf(xb, referralId)).filter(line => line.endsWith('status-stale')).length
    later(60)
    await xb.tendRecalls()
    await xb.tendRecalls()
    expect(await alarms()).toBe(1)
    later(85)
    await xb.tendRecalls()
    expect(await alarms()).toBe(2)
    await carry()
    await xb.tendRecalls()
    expect(await alarms()).toBe(2)
    expect(xb.lines.join()).toContain('hub.silent')
  })

  test('ends a grant that the list leaves out, without any recall: unknown denies', async () => {
    const { basisId, there } = await referred()
    await carry()
    await xa.rows('update basis set withdrawn_at = now(), withdrawn_by = user_id, version = 2 where id = $1', [basisId])
    later(100)
    await carry()
    expect((await readXB(there)).code).toBe('consent_withdrawn')
  })
})

describe('a grant that awaited something', () => {
  const EMERGENCY = { priority: Priority.EMERGENCY }
  const UNSCANNED = { sheet: undefined, priority: 'emergency' }
  // No list is believed that is older than the last: each begins after the one before.
  let begin = 0
  const at = (hours: number) => {
    for (const { state } of [xa, xb, xc]) state.ahead = (begin + hours) * HOUR_MS
  }
  beforeEach(() => {
    begin += 200
    at(0)
  })
  const add = (id: string) => xa.send(officer, 'POST', `/consents/${id}/sheet`, SHEET)

  test('ends where it says when the sheet of its consent does not come', async () => {
    const { there } = await referred(UNSCANNED, EMERGENCY)
    at(70)
    await carry()
    expect((await readXB(there)).code).toBe('permitted')
    at(73)
    await carry()
    expect((await readXB(there)).code).toBe('consent_expired')
  })

  test('stands as long as the consent once the sheet has come: its hub says so, signed, at once', async () => {
    const { basisId, there } = await referred(UNSCANNED, EMERGENCY)
    await carry()
    at(60)
    expect((await add(basisId)).status).toBe(200)
    await carry()
    at(80)
    // Of that hub nothing more has been heard: what it said last counts for a day.
    expect((await readXB(there)).permit?.categories).toContain(DataCategory.IDENTITY)
    await xa.rows('update basis set withdrawn_at = now(), withdrawn_by = user_id, version = 3 where id = $1', [basisId])
    at(90)
    await carry()
    expect((await readXB(there)).code).toBe('consent_withdrawn')
  })

  test('is not prolonged beyond what the person agreed to', async () => {
    const lastDay = new Date(xa.now().getTime() + 80 * HOUR_MS).toISOString().slice(0, 10)
    const { basisId, there } = await referred({ ...UNSCANNED, validUntil: lastDay }, EMERGENCY)
    expect((await add(basisId)).status).toBe(200)
    at(79)
    await carry()
    expect((await readXB(there)).code).toBe('permitted')
    at(120)
    expect((await readXB(there)).code).toBe('consent_expired')
  })
})
