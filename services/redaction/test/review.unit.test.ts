import { describe, expect, test } from 'vitest'
import { inWhole, withoutPassages } from '../src/domain/passages.ts'
import { reviewedText } from '../src/domain/review/check.ts'
import { reviewsBy } from '../src/domain/review/in-force.ts'
import { masksOf } from '../src/domain/review/masks.ts'
import { fits, staysBecause } from '../src/domain/review/may-lift.ts'
import { type Diff, madeUnder, type Review, stateOf } from '../src/domain/review/review.ts'
import { digestOf } from '../src/queries/digest-of.ts'
import { VIEWS } from './fixtures/views.ts'

const TEXT = 'Baila los sábados.'
const BY = { digestOf, isOrdinary: (word: string) => !['chispita', 'yaku'].includes(word) }
const HASH = VIEWS.hash
/** Of a picture. */
const LOOKED = { profile: 'all', source: 'attachment', policyHash: madeUnder('all', HASH) } as const
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
  const found = reviewsBy(reviews, BY)('assistance', policyHash).of(TEXT)
  return (
    found && [
      found.reviewed.kept.map(({ start }) => start),
      found.reviewed.lifted.map(({ start }) => start),
      found.state,
    ]
  )
}

describe('what holds of reviews', () => {
  test('is nothing of another text, or for other readers', () => {
    const review = aReview(text({ added: [4] }))
    expect(reviewsBy([review], BY)('assistance', HASH).of(`${TEXT} `)).toBeUndefined()
    expect(reviewsBy([review], BY)('proceedings', HASH).of(TEXT)).toBeUndefined()
  })

  describe('what was masked by hand in a text that was corrected', () => {
    const hidden = (words: string, old: string, text: string) => {
      const start = old.indexOf(words)
      const mask = { start, end: start + words.length, type: 'PERSON', reason: 'names_somebody' } as const
      const content = { digest: digestOf(old), kept: [], diff: { kind: 'text', added: [mask], lifted: [] } } as const
      const found = reviewsBy([{ ...aReview(content.diff), content }], BY)('assistance', HASH).of(text, [old])
      return (found?.reviewed.kept ?? []).map(piece => text.slice(piece.start, piece.end))
    }
    const OLD = 'Le dicen la Pulga. Vive con la Pulga y su hijo en la casa de la tía del cura nuevo.'

    test.each([
      ['by a full stop', 'Pulga', OLD, `${OLD}.`, ['Pulga', 'Pulga']],
      ['elsewhere in it', 'Pulga', OLD, 'Vino un señor. Preguntó por la PULGA', ['PULGA']],
      ['by its own letters', 'Chispita', 'Le dicen Chispita.', 'Le dicen Chispitta.', ['Chispitta']],
      ['by one of a few words that is no ordinary one', 'la Yaku chica', 'Es la Yaku chica.', 'Es Yaku.', ['Yaku']],
      ['by an ordinary one of them alone: not at all', 'la Yaku chica', 'Es la Yaku chica.', 'La chica vino.', []],
      [
        'to another word in its place',
        'la Pulga',
        'Le dicen la Pulga de noche.',
        'Le dicen el Gato de noche.',
        ['el Gato'],
      ],
      ['so that it is gone', 'Pulga', 'Le dicen Pulga de noche.', 'Salió.', []],
      [
        ...['within a long passage', 'su hijo en la casa de la tía del cura nuevo', OLD],
        ...[
          'Vive con la Pulga y la hija en la casa de la tía del padre nuevo.',
          ['la hija en la casa de la tía del padre nuevo'],
        ],
      ],
      ['around signs alone', '+++', 'Firmó +++ y salió.', 'Firmó +++ y se fue.', ['+++']],
      ['where half of a word was masked', 'Pul', 'Le dicen Pulga.', 'La dicen Pulga.', ['Pulga']],
    ])('is masked in it, changed %s', (_, words, old, text, expected) => {
      expect(hidden(words as string, old as string, text as string)).toEqual(expected)
    })

    test('is so over several corrections, and goes when two lift it where it stands now', () => {
      const [first, second, third] = ['Es Chispita.', 'Es el Chispitta.', 'Era el Chispitta.']
      const reviewed = (text: string, diff: Diff, changes: Partial<Review> = {}) =>
        aReview(diff, { content: { digest: digestOf(text), kept: [], diff }, ...changes })
      const mask = { start: 3, end: 11, type: 'PERSON' } as const
      const adding = reviewed(first, { kind: 'text', added: [{ ...mask, reason: 'names_somebody' }], lifted: [] })
      const of = (...reviews: Review[]) => reviewsBy(reviews, BY)('assistance', HASH).of(third, [second, first])
      expect(of(adding)).toMatchObject({ state: 'lapsed', added: [{ start: 7, end: 16 }] })
      const lifted = [{ start: 7, end: 16, type: 'PERSON', reason: 'not_identifying' }] as const
      const lifting = reviewed(third, { kind: 'text', added: [], lifted: [...lifted] }, { second: true })
      expect(of(adding, lifting)).toMatchObject({ state: 'reviewed', added: [{ start: 7 }] })
      expect(of(adding, { ...lifting, confirmedBy: 'bea' })?.added).toEqual([])
    })
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
    const picture = aReview({ kind: 'picture', boxes }, { ...LOOKED, content })
    expect(reviewsBy([picture], BY)('assistance', HASH).boxesFor(bytes)).toEqual(boxes)
    expect(reviewsBy([picture], BY)('assistance', HASH).boxesFor(Uint8Array.of(1, 2))).toBeUndefined()
    expect(reviewsBy([picture], BY)('assistance', 'another').boxesFor(bytes)).toBeUndefined()
  })

  test('keeps what was added, whoever looks again, here or where the same text stands, and decides nothing', () => {
    const one = aReview(text({ added: [4] }))
    const other = aReview(text({ added: [12] }), { redactionId: 'y', reviewedBy: 'bea' })
    const nothing = aReview(text({}), { redactionId: 'z', reviewedBy: 'eva' })
    expect(startsOf([one, other])).toEqual([[0, 4, 12], [], 'reviewed'])
    expect(startsOf([one, nothing])).toEqual([[0, 4], [], 'reviewed'])
    expect(startsOf([one, other, nothing])).toEqual([[0, 4, 12], [], 'reviewed'])
    // The same piece again is the same piece.
    expect(startsOf([one, aReview(text({ added: [4] }))])).toEqual([[0, 4], [], 'reviewed'])
  })

  test('lets what was added go when two lift it, for good, under the policy under which they did, and until it is added again', () => {
    const one = aReview(text({ added: [4] }))
    const lift = aReview(text({ lifted: [4] }), { redactionId: 'y', second: true })
    const confirmed = { ...lift, confirmedBy: 'bea' }
    expect(startsOf([one, lift])).toEqual([[0, 4], [], 'reviewed'])
    expect(startsOf([one, confirmed])).toEqual([[0], [4], 'reviewed'])
    expect(startsOf([one, confirmed, aReview(text({ added: [12] }))])).toEqual([[0, 12], [], 'reviewed'])
    expect(startsOf([one, confirmed], 'another')).toEqual([[0, 4], [], 'lapsed'])
    expect(startsOf([one, confirmed, one])).toEqual([[0, 4], [], 'reviewed'])
    expect(startsOf([one, aReview(text({ lifted: [12] }), { second: true, confirmedBy: 'bea' })])?.[0]).toContain(4)
  })

  test('keeps the boxes of every look at a picture', () => {
    const bytes = Uint8Array.of(1, 2, 3)
    const box = (x: number) => ({ x, y: 0, width: 1, height: 1, reason: 'face' as const })
    const looked = (boxes: ReturnType<typeof box>[], changes: Partial<Review> = {}) =>
      aReview(
        { kind: 'picture', boxes },
        {
          ...{ ...LOOKED, ...changes },
          content: { digest: digestOf(bytes), kept: [], diff: { kind: 'picture', boxes } },
        },
      )
    const boxesFor = (...reviews: Review[]) =>
      reviewsBy(reviews, BY)('all', HASH)
        .boxesFor(bytes)
        ?.map(({ x }) => x)
    expect(boxesFor(looked([box(1)]), looked([box(2)], { redactionId: 'y' }))).toEqual([1, 2])
    expect(boxesFor(looked([box(1)]), looked([]))).toEqual([1])
    expect(boxesFor(looked([box(1)]), looked([box(1), box(2)]))).toEqual([1, 2])
    // Of another policy nothing is shown, and nothing that it covered is uncovered.
    const earlier = looked([box(1)], { policyHash: madeUnder('all', 'another') })
    expect(boxesFor(earlier)).toBeUndefined()
    expect(boxesFor(earlier, looked([box(2)]))).toEqual([1, 2])
    expect(reviewsBy([earlier], BY)('all', HASH).boxesOn(bytes)).toEqual([box(1)])
    // Drawn on another rendering it is nowhere.
    const elsewhere = looked([box(1)], { policyHash: HASH })
    expect(boxesFor(elsewhere)).toBeUndefined()
    expect(boxesFor(elsewhere, looked([box(2)]))).toEqual([2])
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

describe('a mask that a reviewer added', () => {
  const by = { policy: VIEWS.texts.profiles.assistance, views: VIEWS }
  const whole = `${TEXT} `.repeat(2)
  const proposal = { text: whole, digest: digestOf(whole), hidden: [], before: [added(4)] }
  const decided = (changes: { before?: ReturnType<typeof added>[]; type?: 'ADDRESS' } = {}, policy = by.policy) => {
    const type: 'ADDRESS' | 'DATE' = changes.type ?? 'DATE'
    const before = proposal.before.map(mask => ({ ...mask, type }))
    const lift = [{ ...lifted(4), type }]
    return reviewedText(
      { ...proposal, before, ...changes },
      { kind: 'text', added: [], lifted: lift },
      { ...by, policy },
    )
  }

  test('is lifted like one that was found, and is none of what was found', () => {
    expect(decided()).toMatchObject({ kept: [], diff: { lifted: [{ start: 4 }] } })
  })

  test('stays if it is none, if it finds somebody, and for everybody to read', () => {
    expect(() => decided({ before: [] })).toThrow(expect.objectContaining({ code: 'mask_misplaced' }))
    expect(() => decided({ type: 'ADDRESS' })).toThrow(expect.objectContaining({ code: 'mask_stays' }))
    expect(() => decided({}, VIEWS.texts.profiles.publication)).toThrow(expect.objectContaining({ code: 'mask_stays' }))
  })

  test('is one of the masks once, with its reason, and what the search found there stays what it is', () => {
    const span = { ...piece(4), tier: 'direct', role: 'victim', own: true, entity: 1 } as const
    const masks = masksOf([span], [added(4), added(1)])
    expect(masks.map(({ start, own, added }) => [start, own, added])).toEqual([
      [1, undefined, 'singles_out'],
      [4, true, 'singles_out'],
    ])
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
