import { DataCategory } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { useReferredAbroad } from './fixtures/abroad.ts'

const { xa, xb, xc, carry, referred, readXB, newsOf } = await useReferredAbroad()
const HOUR_MS = 3_600_000

describe('which grants stand', () => {
  const later = (hours: number) => {
    for (const { state } of [xa, xb, xc]) state.ahead = hours * HOUR_MS
  }

  test('is told every few hours; a grant of which nothing was heard for a day shows no name, contact or place', async () => {
    const { there } = await referred()
    await carry()
    later(23)
    expect((await readXB(there)).permit?.categories).toContain(DataCategory.IDENTITY)
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
