import { describe, expect, test } from 'vitest'
import { type Answers, faultsOf, missingEssentials } from '../src/domain/requests/answers.ts'
import { formFor } from '../src/domain/requests/form.ts'
import { type Instrument, instrumentsFor } from '../src/domain/requests/instruments.ts'
import { obstaclesTo } from '../src/domain/requests/obstacles.ts'
import { ASSISTANCE, type Assistance, type Treaty } from '../src/domain/requests/terms.ts'
import { loadTerms } from '../src/terms/load.ts'

const terms = loadTerms()
const treatyOf = (code: string): Treaty => {
  const found = terms.treaties.find(({ treaty }) => treaty === code)
  if (found === undefined) throw new Error(`no ${code}`)
  return found
}
const [nassau, untoc] = [treatyOf('nassau'), treatyOf('untoc')]
const HASH = 'a'.repeat(64)

describe('a treaty stands between two states', () => {
  const now = new Date('2026-03-01T00:00:00Z')
  const instrument = (id: string, treaty: string | undefined, hubs: string[], until = '2027-01-01'): Instrument => ({
    ...{ id, treaty, hubs, citation: id, validUntil: new Date(`${until}T00:00:00Z`) },
  })
  const found = (instruments: readonly Instrument[], between: { from: string; to: string; type?: Assistance }) =>
    instrumentsFor(terms, instruments, { type: 'search', now, ...between }).map(({ instrument: { id } }) => id)

  test('of which both are parties, and the more particular comes first', () => {
    const all = [instrument('u', 'untoc', ['XA', 'XB', 'XC']), instrument('n', 'nassau', ['XB', 'XA'])]
    expect(found(all, { from: 'XA', to: 'XB' })).toEqual(['n', 'u'])
    expect(found(all, { from: 'XC', to: 'XA' })).toEqual(['u'])
    expect(found(all, { from: 'XA', to: 'XD' })).toEqual([])
  })

  test('and that is in force, known, and no treaty of a state with itself', () => {
    expect(found([instrument('old', 'nassau', ['XA', 'XB'], '2026-03-01')], { from: 'XA', to: 'XB' })).toEqual([])
    expect(found([instrument('other', undefined, ['XA', 'XB'])], { from: 'XA', to: 'XB' })).toEqual([])
    expect(found([instrument('n', 'nassau', ['XA', 'XB'])], { from: 'XA', to: 'XA' })).toEqual([])
  })

  test('and that gives assistance of that type', () => {
    const { search: _, ...types } = nassau.types
    const narrower = { ...terms, treaties: [{ ...nassau, types }] }
    const between = { from: 'XA', to: 'XB', type: 'search' as const, now }
    expect(instrumentsFor(narrower, [instrument('n', 'nassau', ['XA', 'XB'])], between)).toEqual([])
  })
})

describe('essentials', () => {
  const missing = (treaty: Treaty, type: Assistance, answers: Answers) =>
    missingEssentials(formFor(terms, treaty, type), answers).map(({ field }) => field)

  test('are asked of every type under each treaty, and each is missed until it is answered', () => {
    for (const treaty of [nassau, untoc])
      for (const type of ASSISTANCE) {
        const asked = formFor(terms, treaty, type).filter(({ essential }) => essential)
        expect(asked.length).toBeGreaterThan(8)
        expect(missing(treaty, type, {})).toEqual(asked.map(({ field }) => field))
        const answers = Object.fromEntries(asked.map(({ field }) => [field, HASH]))
        expect(missing(treaty, type, answers)).toEqual([])
        for (const { field } of asked) {
          const { [field]: _, ...others } = answers
          expect(missing(treaty, type, others)).toEqual([field])
        }
      }
  })

  test('of a treaty are those of its article', () => {
    const cited = (treaty: Treaty, article: string) =>
      formFor(terms, treaty, 'documents').flatMap(({ field, sources }) => (sources.includes(article) ? [field] : []))
    expect(cited(nassau, 'Nassau 26(a)')).toEqual(['offence', 'provisions', 'facts'])
    expect(cited(nassau, 'Nassau 26(b)')).toEqual(['proceeding', 'proceeding-described'])
    expect(cited(nassau, 'Nassau 26(d)')).toEqual(['assistance'])
    expect(cited(untoc, 'UNTOC 18(15)(c)')).toEqual(['facts'])
    expect(cited(untoc, 'UNTOC 18(15)(e)')).toEqual(['persons'])
    expect(cited(untoc, 'UNTOC 18(15)(f)')).toEqual(['purpose'])
  })

  test('what is to be said where possible stops nothing, unless the assistance cannot do without', () => {
    expect(missing(untoc, 'documents', {})).not.toContain('persons')
    expect(missing(untoc, 'testimony', {})).toContain('persons')
    expect(missing(nassau, 'testimony', {})).not.toContain('procedure')
  })

  test('of every type is why it is urgent, if it is', () => {
    for (const type of ASSISTANCE) {
      const essential = (urgent: boolean) =>
        formFor(terms, nassau, type, urgent).find(({ field }) => field === 'urgent-because')?.essential
      expect([essential(false), essential(true)]).toEqual([false, true])
    }
  })

  test('nobody is heard before other evidence was tried (directive 39)', () => {
    expect(missing(nassau, 'testimony', {})).toContain('sources-tried')
    for (const type of ASSISTANCE.filter(other => other !== 'testimony'))
      expect(missing(nassau, type, {})).not.toContain('sources-tried')
  })
})

describe('an answer', () => {
  const faults = (answers: Answers, type: Assistance = 'testimony') =>
    faultsOf(formFor(terms, nassau, type), terms.form, answers)

  test('of each kind is taken', () => {
    expect(
      faults({
        ...{ offence: ['trafficking-in-persons'], facts: HASH, proceeding: 'trial', 'max-penalty-months': 180 },
        ...{ 'hearing-on': '2026-09-30', 'sources-tried': [{ source: 'bank-records', outcome: 'not-there' }] },
      }),
    ).toEqual([])
    expect(faults({ 'public-records': true }, 'documents')).toEqual([])
  })

  test.each<[string, Answers, string, string]>([
    ['a text where its hash belongs', { facts: 'María Pérez was brought' }, '/answers/facts', 'not_a_hash'],
    ['a code that is on no list', { proceeding: 'inquisition' }, '/answers/proceeding', 'not_on_the_list'],
    ['the name of something every object has', { proceeding: 'constructor' }, '/answers/proceeding', 'not_on_the_list'],
    ['an empty list', { offence: [] }, '/answers/offence', 'too_few'],
    ['a code twice', { offence: ['corruption', 'corruption'] }, '/answers/offence', 'repeated'],
    ['one code of several unknown', { offence: ['corruption', 'Pérez'] }, '/answers/offence', 'not_on_the_list'],
    ['a day that is none', { 'hearing-on': '2026-02-30' }, '/answers/hearing-on', 'wrong_format'],
    ['a telephone for months', { 'max-penalty-months': 59155500100 }, '/answers/max-penalty-months', 'not_allowed'],
    ['nothing tried', { 'sources-tried': [] }, '/answers/sources-tried', 'too_few'],
    [
      'tried without saying what came of it',
      { 'sources-tried': [{ source: 'premises' }] },
      '/answers/sources-tried',
      'required',
    ],
    [
      'something beside what was tried',
      { 'sources-tried': [{ source: 'premises', outcome: 'lost', note: 'Calle 5' }] },
      '/answers/sources-tried',
      'unknown_field',
    ],
    [
      'testimony as what was tried instead of testimony',
      { 'sources-tried': [{ source: 'testimony', outcome: 'lost' }] },
      '/answers/sources-tried',
      'not_on_the_list',
    ],
    ['a field that nobody asked, which is not said again', { 'María Pérez': true }, '/answers', 'unknown_field'],
    ['what another type asks', { assets: HASH }, '/answers', 'unknown_field'],
  ])('is refused: %s', (_, answers, pointer, code) => {
    expect(faults(answers)).toEqual([{ pointer, code }])
  })

  test('of a period begins before it ends', () => {
    const period = (from: string, to: string) => faults({ 'period-from': from, 'period-to': to }, 'documents')
    expect(period('2026-01-02', '2026-01-02')).toEqual([])
    expect(period('2026-01-03', '2026-01-02')).toEqual([{ pointer: '/answers/period-to', code: 'not_in_order' }])
  })
})

describe('the other state could refuse at once', () => {
  const grounds = (treaty: Treaty, type: Assistance, answers: Answers) =>
    obstaclesTo(treaty, type, answers).map(({ ground, article }) => `${ground} ${article}`)

  test('an offence below a year under Nassau, whatever it is', () => {
    const answers = { offence: ['trafficking-in-persons'] }
    expect(grounds(nassau, 'documents', { ...answers, 'max-penalty-months': 11 })).toEqual(['penalty-too-low 6'])
    expect(grounds(nassau, 'documents', { ...answers, 'max-penalty-months': 12 })).toEqual([])
  })

  test('one below four years under UNTOC, unless it is an offence of the Convention or its Protocols', () => {
    const penalty = { 'max-penalty-months': 47 }
    expect(grounds(untoc, 'documents', { ...penalty, offence: ['document-fraud'] })).toEqual(['not-covered 2(b)'])
    expect(grounds(untoc, 'documents', { ...penalty, offence: ['document-fraud', 'corruption'] })).toEqual([])
    expect(grounds(untoc, 'documents', { offence: ['document-fraud'], 'max-penalty-months': 48 })).toEqual([])
  })

  test('what is no offence there, where that counts', () => {
    const answers = { 'dual-criminality': 'not-punishable-there' }
    expect(grounds(nassau, 'search', answers)).toEqual(['not-punishable-here 5'])
    expect(grounds(nassau, 'freezing', answers)).toEqual(['not-punishable-here 5'])
    expect(grounds(nassau, 'testimony', answers)).toEqual([])
    expect(grounds(nassau, 'search', { 'dual-criminality': 'not-known' })).toEqual([])
  })

  test('and not because something is not answered yet', () => {
    for (const treaty of [nassau, untoc]) for (const type of ASSISTANCE) expect(grounds(treaty, type, {})).toEqual([])
  })
})
