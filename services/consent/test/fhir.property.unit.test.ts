import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ACTIONS } from '../src/domain/codes.ts'
import type { Carried } from '../src/domain/fhir/carried.ts'
import { formToRecord, importFaults } from '../src/domain/fhir/importable.ts'
import { readConsent } from '../src/domain/fhir/read.ts'
import { writeConsent } from '../src/domain/fhir/write.ts'
import type { Form } from '../src/domain/form.ts'
import { parseForm } from '../src/http/form-body.ts'
import { anyCarried, inForce } from './fixtures/fhir/arbitrary.ts'
import { schemaFaults } from './fixtures/fhir/hl7.ts'

const now = new Date('2025-01-01T00:00:00Z')
const RUNS = { numRuns: 100 }
/** As it goes over the wire. */
const sent = (carried: Carried): unknown => JSON.parse(JSON.stringify(writeConsent(carried)))
const bare = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('any consent', () => {
  test('is a Consent by the schema of R5', () => {
    fc.assert(
      fc.property(anyCarried, carried => {
        expect(schemaFaults(sent(carried))).toEqual([])
      }),
      RUNS,
    )
  })

  test('comes back equal: the form, and whether it is in force, for whom, and until when', () => {
    fc.assert(
      fc.property(anyCarried, carried => {
        const reading = readConsent(sent(carried))
        const { form, fate } = carried
        expect(bare(parseForm(reading.form))).toEqual(bare(form))
        expect(reading.inForce).toBe(fate.inForce && fate.withdrawnAt === undefined)
        expect(reading.endsAt?.toISOString()).toBe(fate.endsAt)
        expect(reading.controllers).toEqual([fate.controller])
        expect(reading.limits).toEqual([])
      }),
      RUNS,
    )
  })

  test('loses nothing but what begins anew', () => {
    fc.assert(
      fc.property(anyCarried, carried => {
        const inactive = (path: string) => path === '/status' && !carried.fate.inForce
        const lost = readConsent(sent(carried)).unmapped.filter(({ path }) => !inactive(path))
        expect(new Set(lost.map(({ reason }) => reason))).toEqual(new Set(['recorded_anew']))
      }),
      RUNS,
    )
  })

  test('written again from what was read is the same, but for what begins anew', () => {
    fc.assert(
      fc.property(inForce, carried => {
        const form = parseForm(readConsent(sent(carried)).form)
        if ('faults' in form) throw new Error('a form of ours is not read')
        expect(sent({ form, fate: carried.fate })).toEqual(sent(carried))
      }),
      RUNS,
    )
  })
})

describe('a consent of which one thing is said in words that nobody here knows', () => {
  const places = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))
      : typeof value === 'string'
        ? [path]
        : []
  const altered = (value: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return 'foreign'
    const copy = Array.isArray(value) ? [...value] : { ...Object(value) }
    copy[key] = altered(copy[key], rest)
    return copy
  }
  const drawn = fc.tuple(inForce, fc.nat()).map(([carried, n]) => {
    const resource = sent(carried)
    // By another reference it would be another person's.
    const all = places(resource).filter(([first]) => first !== 'resourceType' && first !== 'subject')
    const path = all[n % all.length] ?? []
    return { carried, path, resource: altered(resource, path) }
  })

  const asked = ({ carried, resource }: { readonly carried: Carried; readonly resource: unknown }) => {
    const reading = readConsent(resource)
    if (importFaults(reading, carried.fate.controller, now).length > 0) return undefined
    const form = parseForm(formToRecord(reading))
    return 'faults' in form ? undefined : form
  }
  const isWithin = (form: Form, { form: whole }: Carried): boolean => {
    const inside = <T>(part: readonly T[], all: readonly T[]) => {
      const known = new Set(all.map(item => JSON.stringify(item)))
      return part.every(item => known.has(JSON.stringify(item)))
    }
    return (
      form.subjectRef === whole.subjectRef &&
      inside(form.purposes, whole.purposes) &&
      inside(form.recipients, bareOf(whole.recipients)) &&
      inside(form.dataCategories, whole.dataCategories) &&
      inside(bareOf(whole.excluded ?? []), form.excluded ?? []) &&
      form.validUntil <= whole.validUntil &&
      form.protocol === whole.protocol &&
      (whole.reportBack || !form.reportBack) &&
      (whole.onward || !form.onward) &&
      (whole.actions === undefined || inside(form.actions ?? ACTIONS, whole.actions)) &&
      (whole.selfIncriminating !== undefined || form.selfIncriminating === undefined)
    )
  }
  const bareOf = <T>(items: readonly T[]): readonly T[] => JSON.parse(JSON.stringify(items))

  test('is refused, or permits no more than before; and is accounted for', () => {
    let taken = 0
    fc.assert(
      fc.property(drawn, ({ carried, path, resource }) => {
        const form = asked({ carried, resource })
        if (form === undefined) return
        taken += 1
        expect(isWithin(form, carried), path.join('/')).toBe(true)
        expect(readConsent(resource).unmapped.map(({ path: where }) => where)).toContain(`/${path.join('/')}`)
      }),
      { numRuns: 200 },
    )
    // Else everything was refused, and this has shown nothing.
    expect(taken).toBeGreaterThan(20)
  })
})
