import { calendarOf, LANGUAGES } from '@amparo/protocols'
import { describe, expect, test } from 'vitest'
import { checkStep, clocksOf, duesOf } from '../src/domain/registers/line.ts'
import type { RegisterDef } from '../src/domain/registers/register-policy.ts'
import { loadRegisters, shippedRegisters } from '../src/policy/registers.ts'

const policy = shippedRegisters()
const registerOf = (name: string): RegisterDef => {
  const found = policy.registers[name]
  if (found === undefined) throw new Error(`no register ${name}`)
  return found
}
const breach = registerOf('breach')
const calendar = calendarOf({ calendar: 'x', timeZone: 'UTC', weekend: [6, 7], holidays: [] })
// A Friday.
const KNOWN = new Date('2026-11-27T10:00:00Z')
const step = (name: string, iso: string) => ({ step: name, at: new Date(iso), userId: 'u' })

describe('The clock of a breach', () => {
  test.each([
    ['XA', '2026-11-30T10:00:00.000Z'],
    ['XB', '2026-11-29T10:00:00.000Z'],
    // Three working days, to the end of the last.
    ['XC', '2026-12-02T23:59:59.999Z'],
  ])('runs as the law of %s has it', (hub, due) => {
    expect(duesOf(breach, hub, calendar, KNOWN)['notify_authority']).toBe(due)
  })

  test('is late when it has run out, or was stopped too late, and never afterwards when it was stopped in time', () => {
    const dues = duesOf(breach, 'XA', calendar, KNOWN)
    const late = (steps: ReturnType<typeof step>[], now: string) =>
      clocksOf(breach, dues, steps, new Date(now)).find(({ clock }) => clock === 'notify_authority')?.late
    expect(late([], '2026-11-30T10:00:00Z')).toBe(false)
    expect(late([], '2026-11-30T10:00:01Z')).toBe(true)
    expect(late([step('authority_notified', '2026-11-28T10:00:00Z')], '2027-01-01T00:00:00Z')).toBe(false)
    expect(late([step('authority_notified', '2026-12-01T10:00:00Z')], '2027-01-01T00:00:00Z')).toBe(true)
    expect(late([step('contained', '2026-11-28T10:00:00Z')], '2026-12-01T00:00:00Z')).toBe(true)
  })

  test('has to be stopped before the line is closed, and nothing follows its end', () => {
    const stopped = ['contained', 'authority_need_not_know', 'persons_told'].map(name =>
      step(name, '2026-11-28T10:00:00Z'),
    )
    for (const left of stopped) {
      const steps = stopped.filter(one => one !== left)
      expect(() => checkStep(breach, 'closed', steps)).toThrow(expect.objectContaining({ code: 'register_clock_runs' }))
    }
    expect(() => checkStep(breach, 'closed', stopped)).not.toThrow()
    const closed = [...stopped, step('closed', '2026-11-28T11:00:00Z')]
    expect(() => checkStep(breach, 'contained', closed)).toThrow(expect.objectContaining({ code: 'register_closed' }))
  })
})

describe('The policy', () => {
  test('can close each line, in each hub, and says each code in each language', () => {
    for (const def of Object.values(policy.registers)) {
      const steps = Object.values(def.clocks).map(({ stoppedBy: [first = ''] }) => step(first, '2026-11-28T10:00:00Z'))
      expect(() => checkStep(def, def.closing, steps)).not.toThrow()
      for (const hub of ['XA', 'XB', 'XC', 'XZ']) expect(Object.keys(duesOf(def, hub, calendar, KNOWN))).not.toEqual([])
      for (const words of [def.says, ...Object.values(def.kinds), ...Object.values(def.steps)])
        expect(Object.keys(words).toSorted()).toEqual([...LANGUAGES].toSorted())
    }
  })

  test('that stops a clock by a step that there is not, or has a clock without a time, is refused', () => {
    const file = { version: 1, title: 't', status: 's', registers: { r: { ...breach, closing: 'never' } } }
    expect(() => loadRegisters(JSON.stringify(file))).toThrow()
    const clocks = { c: { stoppedBy: ['contained'], within: { XA: 'PT1H' } } }
    expect(() => loadRegisters(JSON.stringify({ ...file, registers: { r: { ...breach, clocks } } }))).toThrow()
    expect(() => loadRegisters(JSON.stringify({ ...file, registers: { r: breach } }))).not.toThrow()
  })
})
