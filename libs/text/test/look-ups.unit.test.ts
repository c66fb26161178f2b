import { describe, expect, test } from 'vitest'
import { matchesIn } from '../src/find/matches.ts'
import { foldText } from '../src/fold.ts'
import { commonWords, familyNames, givenNames, lists } from '../src/lists/index.ts'
import { hashOf } from '../src/model/hash.ts'
import { bitsOfHash, IN } from '../src/model/vocabulary.ts'
import { loadEngine } from '../src/node.ts'
import { sceneOf } from '../src/scene.ts'
import { flagsOf, IS } from '../src/words/flags.ts'
import { knowing, OPENS_PHRASE } from '../src/words/known.ts'
import { NUMBER_WORD } from '../src/words/number-words.ts'
import { signsOf, signWords } from '../src/words/signs.ts'

// Every finder gives its lists their signs.
loadEngine(() => 0)
const knowledge = knowing(lists)

describe('the signs of a word', () => {
  test('come with the word for every list that holds it', () => {
    const know = knowledge.in('es')
    for (const word of signWords()) expect(know.of(word, hashOf(word)).signs & signsOf(word), word).toBe(signsOf(word))
  })

  test('are those of the lists, and no others', () => {
    const { tokens, signs } = sceneOf('Dijo veintidós, en Buenos Aires', lists, knowledge, 'es')
    const having = (sign: number) => tokens.filter(t => (t.signs & sign) !== 0).map(t => t.text)
    expect(having(NUMBER_WORD)).toEqual(['veintidos'])
    expect(having(OPENS_PHRASE)).toEqual(['buenos'])
    expect(signs).toBe(tokens.reduce((all, t) => all | t.signs, 0))
  })

  test('tell nothing of a word on no list', () => {
    expect(sceneOf('Xqzkw', lists, knowledge, 'es').signs).toBe(0)
  })
})

describe('the question whether a list may hold a word', () => {
  test('is never wrongly answered with no, also for a word put together of two', () => {
    const listed = [...givenNames, ...familyNames, ...commonWords.pt, ...signWords()]
    const missed = listed.filter(word => {
      const half = word.length >> 1
      return !knowledge.mayHold(hashOf(word.slice(half), hashOf(word.slice(0, half))))
    })
    expect(missed).toEqual([])
  })

  test('is seldom wrongly answered with yes', () => {
    const made = Array.from({ length: 10_000 }, (_, i) => `${i.toString(36)}qx${(i * 7919).toString(36)}`)
    expect(made.filter(word => knowledge.mayHold(hashOf(word))).length).toBeLessThan(500)
  })
})

describe('the bits of a hash', () => {
  test('are the same when asked for again, with another word of the same place in between', () => {
    const words = [...givenNames].slice(0, 20_000)
    const first = words.map(word => bitsOfHash(hashOf(word)))
    expect(first.every(bits => (bits & IN.given) !== 0)).toBe(true)
    expect(words.map(word => bitsOfHash(hashOf(word)))).toEqual(first)
    expect(bitsOfHash(0)).toBe(0)
    expect(bitsOfHash(hashOf('xqzkw'))).toBe(0)
  })
})

describe('the matches of a pattern', () => {
  test.each(['', 'abc', 'a1b22c333', '1'.repeat(50)])('in "%s" are those of matchAll, each time', text => {
    const pattern = /(\d)(\d)?/g
    pattern.lastIndex = 3
    for (let turn = 0; turn < 2; turn++) expect(matchesIn(text, pattern)).toEqual([...text.matchAll(/(\d)(\d)?/g)])
  })
})

test("a word of a finder's own list is marked as such", () => {
  expect(flagsOf(foldText('Toyota')) & IS.listed).not.toBe(0)
})
