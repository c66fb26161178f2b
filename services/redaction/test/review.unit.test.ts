import { describe, expect, test } from 'vitest'
import { inWhole, withoutPassages } from '../src/domain/passages.ts'
import { reviewsBy } from '../src/domain/review/in-force.ts'
import { fits, staysBecause } from '../src/domain/review/may-lift.ts'
import { type Diff, type Review, stateOf } from '../src/domain/review/review.ts'
import { digestOf } from '../src/queries/digest-of.ts'
import { VIEWS } from './fixtures/views.ts'

const TEXT = 'Baila los sábados.'
const HASH = VIEWS.hash
const piece = (start: number) => ({ start, end: start + 2, type: 'DATE' as const })
const added = (start: number) => ({ ...piece(start), reason: 'singles_out' as const })
const lifted = (start: number) => ({ ...piece(start), reason: 'publicly_known' as const })
const aReview = (diff: Diff, changes: Partial<Review> = {}): Review => ({
  ...{ reviewId: 'r', redactionId: 'x', source: 'message', profile: 'assistance', policyHash: HASH },
  ...{ second: false, confirmedBy: null, reviewedBy: 'ana', reviewedAt: new Date(1000), diffSha256: '' },
  content: { digest: digestOf(TEXT), kept: [piece(0)], diff },
  ...changes,
})
const text = (from: { added?: number[]; lifted?: number[] }): Diff => ({
  ...{ kind: 'text', added: (from.added ?? []).map(added), lifted: (from.lifted ?? []).map(lifted) },
})
const startsOf = (reviews: Review[], policyHash = HASH) => {
  const found = reviewsBy(reviews, digestOf)('assistance', policyHash).of(TEXT)
  return (
    found && [
      found.reviewed.kept.map(({ start }) => start),
      found.reviewed.lifted.map(({ start }) => start),
      found.state,
    ]
  )
}

describe('what holds of reviews', () => {
  test('is nothing of another text, by a letter, or for other readers', () => {
    const review = aReview(text({ added: [4] }))
    expect(reviewsBy([review], digestOf)('assistance', HASH).of(`${TEXT} `)).toBeUndefined()
    expect(reviewsBy([review], digestOf)('proceedings', HASH).of(TEXT)).toBeUndefined()
  })

  test('is what was masked and left so, what was added, and what was lifted if it was confirmed', () => {
    const diff = text({ added: [4], lifted: [8] })
    expect(startsOf([aReview(diff, { second: true, confirmedBy: 'bea' })])).toEqual([[0, 4], [8], 'reviewed'])
  })

  test('is only what was added while it waits for a second person; an earlier review goes on holding', () => {
    const before = aReview(text({ added: [2], lifted: [8] }), { second: true, confirmedBy: 'bea' })
    const waiting = aReview(text({ added: [4], lifted: [12] }), { second: true })
    expect(startsOf([waiting])).toEqual([[4], [], 'reviewed'])
    expect(startsOf([before, waiting])).toEqual([[0, 2, 4], [8], 'reviewed'])
  })

  test('is, under another policy, what was added and nothing that was lifted; no picture', () => {
    const diff = text({ added: [4], lifted: [8] })
    const review = aReview(diff, { second: true, confirmedBy: 'bea' })
    expect(startsOf([review], 'another')).toEqual([[0, 4], [], 'lapsed'])
    const bytes = Uint8Array.of(1, 2, 3)
    const boxes = [{ x: 0, y: 0, width: 1, height: 1, reason: 'face' as const }]
    const content = { digest: digestOf(bytes), kept: [], diff: { kind: 'picture' as const, boxes } }
    const picture = aReview({ kind: 'picture', boxes }, { profile: 'all', source: 'attachment', content })
    expect(reviewsBy([picture], digestOf)('assistance', HASH).boxesFor(bytes)).toEqual(boxes)
    expect(reviewsBy([picture], digestOf)('assistance', HASH).boxesFor(Uint8Array.of(1, 2))).toBeUndefined()
    expect(reviewsBy([picture], digestOf)('assistance', 'another').boxesFor(bytes)).toBeUndefined()
  })

  test('stands as its latest review says', () => {
    const now = { policyHash: HASH, changedAt: null }
    const waiting = aReview(text({}), { second: true })
    expect(stateOf(undefined, now)).toBe('waiting')
    expect(stateOf(waiting, now)).toBe('proposed')
    expect(stateOf({ ...waiting, confirmedBy: 'bea' }, now)).toBe('reviewed')
    expect(stateOf(waiting, { ...now, policyHash: 'another' })).toBe('lapsed')
    expect(stateOf(waiting, { ...now, changedAt: new Date(1000) })).toBe('lapsed')
    expect(stateOf(waiting, { ...now, changedAt: new Date(999) })).toBe('proposed')
  })
})

describe('a mask stays', () => {
  const { assistance, proceedings, publication } = VIEWS.texts.profiles
  const span = { type: 'DATE', tier: 'quasi', role: 'third' } as const
  test.each([
    ['of what names or reaches the person', { type: 'PHONE', tier: 'direct', own: true }, 'of_the_person'],
    ['of a child’s name', { type: 'PERSON', tier: 'direct', role: 'minor' }, 'of_the_person'],
    ['of what finds anybody', { type: 'ADDRESS', tier: 'direct' }, 'finds_somebody'],
    ['of what tells of a secret category', { type: 'NATIONALITY', tier: 'quasi' }, 'secret'],
  ] as const)('%s', (_, changes, why) => {
    expect(staysBecause({ ...span, ...changes }, proceedings, VIEWS)).toBe(why)
  })

  test('of anything, for everybody to read', () => {
    expect(staysBecause(span, publication, VIEWS)).toBe('profile')
    expect(staysBecause(span, assistance, VIEWS)).toBeUndefined()
  })

  test('of a suspect where the profile lets none be read', () => {
    expect(fits('suspect_or_official', 'PERSON', assistance)).toBe(false)
    expect(fits('suspect_or_official', 'PERSON', proceedings)).toBe(true)
    expect(fits('suspect_or_official', 'DATE', proceedings)).toBe(false)
    expect(fits('not_identifying', 'DATE', assistance)).toBe(true)
  })
})

test('what was masked in the text without passages is masked at the same words of the whole one', () => {
  const whole = 'Vine sola.  Crucé sin papeles. Trabajé en el taller azul.'
  const start = whole.indexOf('Crucé')
  const passages = [{ start, end: whole.indexOf(' Trabajé'), kind: 'irregular_entry_or_stay' }]
  const without = withoutPassages(whole, passages)
  expect(without).toBe('Vine sola. Trabajé en el taller azul.')
  const words = (text: string, from: { start: number; end: number }) => text.slice(from.start, from.end)
  for (const sought of ['Vine', 'taller azul', 'sola. Trabajé']) {
    const at = without.indexOf(sought)
    const found = inWhole([{ start: at, end: at + sought.length }], whole, passages)
    expect(found.map(from => words(whole, from)).join(' ')).toBe(sought)
  }
})
