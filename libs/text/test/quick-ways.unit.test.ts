import fc from 'fast-check'
import { expect, test } from 'vitest'
import { introduced } from '../src/firm/introducers.ts'
import { POLICIES } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'
import { Sizes } from '../src/seed/sizes.ts'
import { sorted } from '../src/sorted.ts'

test('a word that is among a few is never told apart from them, nor one a letter longer or shorter that begins alike', () => {
  const words = fc.array(fc.string({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(words, few => {
      const sizes = new Sizes()
      for (const word of few) sizes.add(word)
      for (const word of few) {
        expect(sizes.mayHold(word)).toBe(true)
        for (const length of [word.length - 1, word.length, word.length + 1])
          expect(sizes.mayHoldLike(word, length)).toBe(true)
      }
    }),
  )
})

test('few or many, what is sorted is in order, and what is alike keeps its place', () => {
  const items = fc.array(fc.nat(5), { maxLength: 300 })
  fc.assert(
    fc.property(items, values => {
      const pairs = values.map((value, at) => ({ value, at }))
      expect(sorted(pairs, (a, b) => a.value - b.value)).toEqual(pairs.sort((a, b) => a.value - b.value || a.at - b.at))
    }),
  )
})

test.each([
  'un tal',
  'un certain',
  'une certaine',
  'el tal',
  'se hace llamar',
  'se fait appeler',
  'le dicen',
  'lo llaman',
  'le nombran',
  'me apodan',
  'les conocen como',
  'que le dicen',
  'que me llaman',
  'quien dicen',
  'que conocen por',
  'que apodan',
  'que nombran',
  'a quien llaman',
  'a quem chamam',
  'a.k.a.',
  "on l'appelle",
  'on les surnomme',
  'on nous appelle',
  'on disait',
  'on connait comme',
  'on appelle',
  "tout le monde l'appelle",
  'they call',
  'they all call',
  'they used to call',
  'they do call',
])('"%s" announces a nickname, whatever is asked first', said => {
  expect(introduced(`${said} rico`, /^\p{L}+/u.exec(said)?.[0] ?? '', 0)?.end).toBe(said.length)
})

test('nothing of a text that was read before shows in the next', () => {
  const engine = loadEngine(() => 0)
  const identity = { names: ['Yaneth Quillahuaman Soto'], phones: ['+599 55 0731'], documents: ['70731731'] }
  const read = (text: string) => engine.propose(text, { lang: 'es', identity, policy: POLICIES.proceedings })
  const short = 'Su hermana Rosa Paredes vive en calle Lima 40. Tel. 599 55 0799.'
  const first = read(short)
  for (const length of [40, 3_000, 20_000]) {
    read('La señora Yaneth Quillahuaman, 70731731, +599 55 0731, vive lejos. '.repeat(length / 40))
    expect(read(short)).toEqual(first)
  }
})
