import type { AgencyView } from '@amparo/client'
import { describe, expect, it } from 'vitest'
import { consentOf, payloadOf } from '../../web/form/payload.ts'
import { asksFear, faultsOfIntake, type Recipients } from '../../web/work/intake/check.ts'
import { draftOf, emptyIntake, emptyRow, type IntakeDraft, type IntakeRow, MOST } from '../../web/work/intake/draft.ts'
import { pastedInto } from '../../web/work/intake/paste.ts'
import { filledDraft, formTexts, NOW, SHELTER } from '../fixtures/filled-draft.ts'

const row = (key: string, change: Partial<IntakeRow> = {}): IntakeRow => ({
  ...emptyRow(key),
  names: `Person ${key}`,
  birth: '1999',
  minor: 'no',
  sheet: { mediaType: 'image/png', base64: `of ${key}` },
  ...change,
})
const intake = (rows: readonly IntakeRow[], change: Partial<IntakeDraft> = {}): IntakeDraft => ({
  shared: { ...filledDraft(), languages: ['quc', 'spa'], nationalities: ['GT'], languageExplained: 'quc' },
  children: { protocol: 'child-safeguarding', hub: 'XA', agency: 'children', reason: 'child_at_risk' },
  rows,
  ...change,
})
const nobodySent = () => false
const ABROAD: AgencyView = { ...SHELTER, hub: 'XB', agencyId: 'abroad' }
const PROTECTION_ABROAD: AgencyView = { ...ABROAD, type: 'child_protection', agencyId: 'children-abroad' }
const recipients: Recipients = {
  ownHub: 'XA',
  find: ({ hub, agencyId }) =>
    [SHELTER, ABROAD, PROTECTION_ABROAD].find(one => one.hub === hub && one.agencyId === agencyId),
}
const faultsOf = (of: IntakeDraft, isSent: (row: IntakeRow) => boolean = nobodySent) =>
  faultsOfIntake(of, isSent, NOW, recipients)
const PROTECTION: AgencyView = { hub: 'XA', agencyId: 'children', type: 'child_protection', name: 'P' }

describe('one person of an intake', () => {
  it('has a form as if it had been typed alone: what is the same for all, and their own', () => {
    const own = draftOf(intake([]), row('a', { language: 'spa' }))
    expect(own).toMatchObject({
      names: 'Person a',
      birth: '1999',
      languages: ['spa'],
      nationalities: ['GT'],
      agency: SHELTER.agencyId,
    })
    expect(payloadOf(own, NOW).subject.identity.names).toEqual(['Person a'])
  })

  it('speaks as most do, unless it is said otherwise, or that nobody knows', () => {
    expect(draftOf(intake([]), row('a')).languages).toEqual(['quc'])
    expect(draftOf(intake([]), row('a', { language: '' })).languages).toEqual([])
  })

  it('signs for themselves: a sheet of one is not another’s, nor a child’s', () => {
    expect(draftOf(intake([]), row('a')).sheet?.base64).toBe('of a')
    expect(draftOf(intake([]), row('a', { sheet: null })).sheet).toBeNull()
    expect(draftOf(intake([]), row('a', { minor: 'yes' })).sheet).toBeNull()
  })

  it.each(['yes', 'doubt'] as const)(
    'goes to child protection, on the basis of safeguarding, if a child: %s',
    minor => {
      const own = draftOf(intake([]), row('a', { minor, birth: '', ageBand: '9--17' }))
      expect(own).toMatchObject({
        protocol: 'child-safeguarding',
        agency: 'children',
        basis: 'child_safeguarding',
        signature: '',
      })
      expect(
        consentOf(own, PROTECTION, 'ref', { protocol: { family: 'child-safeguarding' }, formTexts }),
      ).toMatchObject({
        protocol: 'child-safeguarding',
        basis: 'child_safeguarding',
        purposes: ['shelter', 'child_protection'],
        recipients: [{ agencyId: 'children' }],
        justification: { reason: 'child_at_risk' },
      })
    },
  )

  it('was in no event of which nobody knows where', () => {
    const event = { type: 'Exploitation', country: '', from: '', to: '' }
    expect(draftOf({ ...intake([]), shared: { ...filledDraft(), events: [event] } }, row('a')).events).toEqual([])
  })
})

describe('what is missing', () => {
  it('is nothing when all is there; empty rows are nobody', () => {
    expect(faultsOf(intake([row('a'), emptyRow('b')]))).toBeUndefined()
  })

  it('is told row by row', () => {
    const faults = faultsOf(intake([row('a'), row('b', { minor: '' }), row('c', { birth: 'x' })]))
    expect([...(faults?.rows.keys() ?? [])]).toEqual(['b', 'c'])
    expect(faults?.rows.get('b')?.[0]).toEqual({ field: 'minor', code: 'required' })
  })

  it('is told once of what is the same for all', () => {
    const shared = { ...filledDraft(), priority: '', agency: '' }
    const faults = faultsOf(intake([row('a'), row('b')], { shared }))
    expect(faults?.shared.map(({ field }) => field)).toEqual(['priority', 'agency'])
    expect(faults?.rows.size).toBe(0)
  })

  it('is where children go, if there are any', () => {
    const children = { protocol: '', hub: 'XA', agency: '', reason: '' }
    const child = row('a', { minor: 'yes', birth: '' })
    expect(faultsOf(intake([child], { children }))?.children).toEqual(['protocol', 'agency', 'reason'])
    expect(faultsOf(intake([row('b')], { children }))).toBeUndefined()
  })

  it('is not where the others go, if there are only children', () => {
    const shared = { ...filledDraft(), agency: '', protocol: '' }
    expect(faultsOf(intake([row('a', { minor: 'yes', birth: '' })], { shared }))?.shared ?? []).toEqual([])
  })

  it('is anybody at all', () => {
    expect(faultsOf(emptyIntake('XA', 'es', () => 'k'))?.nobody).toBe(true)
  })

  it('is the sheet that each adult has signed for themselves, unless it may follow', () => {
    const rows = [row('a', { sheet: null }), row('b'), row('c', { minor: 'yes', birth: '', sheet: null })]
    const faults = faultsOf(intake(rows))
    expect(faults?.shared).toEqual([])
    expect([...(faults?.rows ?? [])]).toEqual([['a', [{ field: 'sheet', code: 'required' }]]])
    const emergency = { ...filledDraft(), priority: 'emergency' }
    expect(faultsOf(intake(rows, { shared: emergency }))).toBeUndefined()
    const orally = { ...filledDraft(), signature: 'pictogram' }
    expect(faultsOf(intake(rows, { shared: orally }))).toBeUndefined()
  })

  it('is a sheet of their own, if it is the same file as another’s', () => {
    const sheet = { mediaType: 'image/png', base64: 'AAAA' }
    const faults = faultsOf(intake([row('a', { sheet }), row('b', { sheet }), row('c')]))
    const same = [{ field: 'sheet', code: 'sheet_of_another' }]
    expect([...(faults?.rows ?? [])]).toEqual([
      ['a', same],
      ['b', same],
    ])
  })

  it('is what each fears, where they go to a state that may be theirs, before anybody is registered', () => {
    const shared = { ...filledDraft(), hub: ABROAD.hub, agency: ABROAD.agencyId, nationalities: [] }
    const rows = [
      row('a'),
      row('b', { fear: 'no' }),
      row('c', { fear: 'yes' }),
      row('d', { fear: 'declined' }),
      row('e', { nationality: 'PE' }),
    ]
    const faults = faultsOf(intake(rows, { shared }))
    expect(faults?.shared).toEqual([])
    expect([...(faults?.rows ?? [])]).toEqual([
      ['a', [{ field: 'fearAnswer', code: 'fear_unasked' }]],
      ['c', [{ field: 'fearAnswer', code: 'feared_apart' }]],
      ['d', [{ field: 'fearAnswer', code: 'feared_apart' }]],
    ])
  })

  it('is what a child fears, too, where children go', () => {
    const children = { protocol: 'child-safeguarding', hub: 'XB', agency: 'children-abroad', reason: 'child_at_risk' }
    const rows = [row('a', { nationality: 'XB' }), row('b', { minor: 'yes', birth: '', nationality: 'XB' })]
    expect([...(faultsOf(intake(rows, { children }))?.rows.keys() ?? [])]).toEqual(['b'])
  })

  it('is not asked of who was sent already', () => {
    const rows = [row('a', { minor: '' }), row('b')]
    expect(faultsOf(intake(rows), ({ key }) => key === 'a')).toBeUndefined()
  })
})

describe('what somebody fears', () => {
  it('is asked where somebody goes to another hub, and kept as asked in private', () => {
    const shared = { ...filledDraft(), hub: ABROAD.hub, agency: ABROAD.agencyId }
    expect(asksFear(intake([row('a')]), recipients)).toBe(false)
    expect(asksFear(intake([row('a')], { shared }), recipients)).toBe(true)
    expect(asksFear(intake([emptyRow('a')], { shared }), recipients)).toBe(false)
    const fearOf = (fear: string) => payloadOf(draftOf(intake([]), row('a', { fear })), NOW).fearOfReturn
    expect(fearOf('declined')).toEqual({ asked: true, inPrivate: true, answer: 'declined' })
    expect(fearOf('')).toBeUndefined()
  })
})

describe('a list that is put in', () => {
  const keys = () => 'new'
  it('fills the rows from there on, with births after a tab, and adds what it needs', () => {
    const filled = pastedInto([row('a'), emptyRow('b')], 1, 'Ana Uno\t21/8/1990\r\nBea Dos\n\n', keys, 'es')
    expect(filled?.map(({ names, birth }) => [names, birth])).toEqual([
      ['Person a', '1999'],
      ['Ana Uno', '1990-08-21'],
      ['Bea Dos', ''],
    ])
  })

  it('is just a name if it has one line', () => {
    expect(pastedInto([emptyRow('a')], 0, 'Ana Uno', keys, 'es')).toBeUndefined()
  })

  it('ends with the last row that there may be', () => {
    const lines = Array.from({ length: 60 }, (_, i) => `Name ${i}`).join('\n')
    expect(pastedInto([emptyRow('a')], 0, lines, keys, 'es')).toHaveLength(MOST)
  })
})
