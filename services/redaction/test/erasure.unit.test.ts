import { describe, expect, test } from 'vitest'
import { calledBack, confirmed, decided, hasLapsed, isDue, restricted } from '../src/domain/erasure.ts'
import { NO_RETENTION, readRetention, retained } from '../src/domain/retention.ts'

const DAY = 86_400_000
const at = new Date('2026-03-01T12:00:00Z')
const later = (days: number) => new Date(at.getTime() + days * DAY)
const requested = {
  ...({ erasureId: 'e', subjectId: 's', shareId: 'r', reason: 'asked_by_person', entryId: 'l' } as const),
  ...{ requestedBy: 'ana', requestedAgency: 'a', requestedAt: at, linkedRecords: 0 },
}
const delays = { waitDays: 7, confirmDays: 30 }
const waiting = decided(requested, [], delays)

describe('what the law has kept', () => {
  test('is read by kind, and what is not of that form is not guessed at', () => {
    expect(readRetention('')).toEqual(NO_RETENTION)
    expect(readRetention('form=1825, package=365')).toEqual({ ...NO_RETENTION, form: 1825, package: 365 })
    expect(readRetention('statement=7300')).toEqual({ ...NO_RETENTION, statement: 7300 })
    for (const text of ['form', 'form=', 'form=-1', 'photo=3', 'form=1;package=2'])
      expect(readRetention(text)).toBeUndefined()
  })
  test('stands until the longest of its times has passed since the latest of its kind', () => {
    const retention = { ...NO_RETENTION, form: 10, message: 3 }
    const latest = { form: later(-4), message: later(-1), assessment: at }
    expect(retained({ statement: at }, { ...NO_RETENTION, statement: 20 }, at)).toEqual([
      { code: 'statutory_retention', until: later(20) },
    ])
    expect(retained(latest, retention, at)).toEqual([{ code: 'statutory_retention', until: later(6) }])
    expect(retained(latest, retention, later(6))).toEqual([])
    expect(retained({}, retention, at)).toEqual([])
    expect(retained(latest, NO_RETENTION, later(1))).toEqual([])
  })
})

describe('a request to erase', () => {
  test('is due after its days and with its second person, and not before', () => {
    expect(isDue(waiting, later(8))).toBe(false)
    const second = confirmed(waiting, 'bea')
    expect(isDue(second, later(6.9))).toBe(false)
    expect(isDue(second, later(7))).toBe(true)
  })
  test('lapses when nobody confirms it for so long', () => {
    expect(hasLapsed(waiting, later(37), delays)).toBe(false)
    expect(hasLapsed(waiting, later(37.1), delays)).toBe(true)
    expect(hasLapsed(confirmed(waiting, 'bea'), later(99), delays)).toBe(false)
  })
  test('names each thing that stands against it once, and is looked at again when the last of them may have ended', () => {
    const holds = [
      { code: 'legal_hold', until: later(3) },
      { code: 'legal_hold', until: later(200) },
      { code: 'open_proceeding' },
    ] as const
    expect(restricted(waiting, holds, at)).toMatchObject({
      ...{ state: 'restricted', heldBy: ['legal_hold', 'open_proceeding'], reviewOn: later(200) },
    })
    expect(decided(requested, [{ code: 'open_proceeding' }], delays).reviewOn).toEqual(later(90))
  })
  test('is neither confirmed nor called back once it is under way or over', () => {
    for (const state of ['executing', 'executed', 'called_back', 'lapsed', 'replaced'] as const) {
      expect(() => confirmed({ ...waiting, state }, 'bea')).toThrow(
        expect.objectContaining({ code: 'erasure_not_waiting' }),
      )
      expect(() => calledBack({ ...waiting, state }, true)).toThrow(
        expect.objectContaining({ code: 'erasure_not_waiting' }),
      )
    }
  })
})
