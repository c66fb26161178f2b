import { Priority } from '@amparo/contracts'
import { DELIVERY_ENDS, ENDING_MS } from '@amparo/kernel'
import { expect, it } from 'vitest'
import { expiryBy } from '../src/ports/expiry.ts'

const AT = new Date('2026-03-04T10:00:00Z')
const HOUR = 3_600_000
const ALL = [Priority.EMERGENCY, Priority.URGENT, Priority.NORMAL, Priority.UNSPECIFIED]
const hoursAfter = (of: Date) => (of.getTime() - AT.getTime()) / HOUR

it('leaves the sender time to hear what was stated in the last moment, by each priority’s own deadline', () => {
  const expiryOf = expiryBy({ emergency: 6 * HOUR, urgent: 10 * HOUR, normal: 20 * HOUR })
  expect(ALL.map(priority => hoursAfter(expiryOf(AT, priority)))).toEqual([4.5, 8.5, 18.5, 18.5])
  expect(hoursAfter(expiryOf(AT))).toBe(18.5)
})

it('ends by default an emergency after half a day, all else after a day', () =>
  expect(ALL.map(priority => hoursAfter(expiryBy(DELIVERY_ENDS)(AT, priority)))).toEqual(
    [12, 24, 24, 24].map(hours => hours - ENDING_MS / HOUR),
  ))
