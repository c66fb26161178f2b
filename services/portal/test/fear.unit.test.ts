import { describe, expect, it } from 'vitest'
import { fearFaults } from '../web/form/fear.ts'
import { filledDraft, SHELTER } from './fixtures/filled-draft.ts'

const ABROAD = { ...SHELTER, hub: 'XB' }
const CONSULATE = { ...SHELTER, type: 'consulate' }
const DENIED = { fearAsked: 'yes', fearInPrivate: true, fearAnswer: 'no' } as const
const faults = (change: Parameters<typeof filledDraft>[0], to = ABROAD) => fearFaults(filledDraft(change), to, 'XA')
const UNKNOWN = { nationalities: [] }

describe('whether the person fears a state is asked before anything is registered', () => {
  it.each([
    ['fearAsked', 'fear_unasked', UNKNOWN],
    ['fearAsked', 'fear_unasked', { nationalities: ['XB'], fearAsked: 'no' }],
    ['fearAsked', 'fear_unasked', { ...UNKNOWN, migrationStatus: 'StatelessPerson' }],
    ['fearInPrivate', 'fear_unasked', { ...UNKNOWN, ...DENIED, fearInPrivate: false }],
    ['agency', 'state_feared', { ...UNKNOWN, ...DENIED, fearAnswer: 'yes' }],
    ['agency', 'state_feared', { nationalities: ['XB'], ...DENIED, migrationStatus: 'Refugee' }],
  ] as const)('%s: %s', (field, code, change) => {
    expect(faults(change)).toEqual([{ field, code }])
  })

  it('of whoever denied it, and where the state is not theirs, nothing is asked', () => {
    expect(faults({ ...UNKNOWN, ...DENIED })).toEqual([])
    expect(faults({ nationalities: ['PE'] })).toEqual([])
    expect(faults({ ...UNKNOWN, ...DENIED, migrationStatus: 'StatelessPerson' })).toEqual([])
    expect(faults(UNKNOWN, SHELTER)).toEqual([])
    expect(fearFaults(filledDraft(UNKNOWN), undefined, 'XA')).toEqual([])
  })

  it('a consulate speaks for a state, wherever it is', () => {
    expect(faults({}, CONSULATE)).toEqual([{ field: 'fearAsked', code: 'fear_unasked' }])
    expect(faults(DENIED, CONSULATE)).toEqual([])
  })
})
