import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarOf } from '../src/calendar.ts'
import type { Due, Fired } from '../src/dues.ts'
import { type Circumstances, duesOf, nextCall, pending, protocolFile } from '../src/index.ts'
import { ran, small } from './fixtures/protocols.ts'

const calendar = (timeZone: string) => calendarOf({ calendar: timeZone, timeZone, weekend: [6, 7], holidays: [] })
const usual: Circumstances = {
  priority: 'emergency',
  quick: false,
  calendars: { sender: calendar('Europe/Madrid'), recipient: calendar('America/Santiago') },
}
const HOUR = 3_600_000
const acceptOf = (file = small): Due => {
  const due = duesOf(file, ran(), usual).find(({ deadline }) => deadline === 'accept')
  if (due === undefined) throw new RangeError('it runs from the start')
  return due
}
const accept = acceptOf()
const lastOf = ({ escalations }: Due): Date => escalations.at(-1)?.at ?? new Date(Number.NaN)
const firedAt = ({ deadline, since }: Due, key: string): Fired => ({ deadline, since, key })

describe('after its last escalation a deadline', () => {
  it('calls the supervisor a day later, and each day from then on', () => {
    const first = nextCall(accept, [])
    expect(first).toMatchObject({ key: 'again:1', do: 'supervisor' })
    expect(first.at.getTime()).toBe(lastOf(accept).getTime() + 24 * HOUR)
    expect(nextCall(accept, [firedAt(accept, 'again:1')]).key).toBe('again:2')
    expect(nextCall(accept, [firedAt(accept, 'again:12'), firedAt(accept, 'again:2')]).key).toBe('again:13')
  })

  it('calls as often as the file says, where it says so', () => {
    const deadlines = { ...small.deadlines, accept: { ...small.deadlines['accept'], repeat: 'PT6H' } }
    const due = acceptOf(protocolFile.parse({ ...small, deadlines }))
    expect(nextCall(due, [firedAt(due, 'again:3')]).at.getTime()).toBe(lastOf(due).getTime() + 24 * HOUR)
    for (const repeat of ['P0D', 'P1M', 'PT30S', '-P1D', 'daily']) {
      const wrong = { ...small, deadlines: { ...deadlines, accept: { ...deadlines.accept, repeat } } }
      expect([repeat, protocolFile.safeParse(wrong).success]).toEqual([repeat, false])
    }
  })

  it('calls at the same hour of the owner’s day, also after its clocks were changed', () => {
    const at = new Date('2026-10-23T07:30:00Z')
    const repeat = { every: 'P1D', calendar: calendar('Europe/Madrid') }
    const due = { ...accept, escalations: [{ key: 'phone', at, do: 'phone' as const }], repeat }
    const calls = [1, 2, 3].map(n => nextCall(due, [firedAt(due, `again:${n - 1}`)]).at.toISOString())
    expect(calls).toEqual(['2026-10-24T07:30:00.000Z', '2026-10-25T08:30:00.000Z', '2026-10-26T08:30:00.000Z'])
  })

  it('counts anew when its clock starts anew, and not what another deadline has done', () => {
    const earlier = { ...firedAt(accept, 'again:9'), since: new Date(accept.since.getTime() - 1) }
    const other = { ...firedAt(accept, 'again:9'), deadline: 'review' }
    expect(nextCall(accept, [earlier, other, firedAt(accept, 'supervisor')]).key).toBe('again:1')
  })

  it('has its calls after all that the file names', () => {
    const named = pending([accept], []).map(({ escalation }) => escalation.at)
    expect(named.every(at => at < nextCall(accept, []).at)).toBe(true)
  })
})

it('whenever the clock looks, each period is called once at most, none before its time, and the last that passed always', () => {
  const looks = fc.array(fc.integer({ min: 1, max: 90 * 24 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(looks, hours => {
      const made: string[] = []
      const fired: Fired[] = []
      for (const hour of hours) {
        const now = new Date(lastOf(accept).getTime() + hour * HOUR)
        for (let call = nextCall(accept, fired, now); call.at <= now; call = nextCall(accept, fired, now)) {
          made.push(call.key)
          fired.push(firedAt(accept, call.key))
        }
        const passed = fired.map(({ key }) => Number(key.split(':')[1]))
        const latest = nextCall(accept, [firedAt(accept, `again:${Math.max(0, ...passed)}`)])
        expect(latest.at.getTime()).toBeGreaterThan(now.getTime())
      }
      expect(new Set(made).size).toBe(made.length)
      expect(made.length).toBeLessThanOrEqual(hours.length)
    }),
  )
})
