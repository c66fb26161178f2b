import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSurrogates, POLICIES, type Reviewed, type Surrogates } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

const engine = loadEngine(() => performance.now())
const masked = (text: string, surrogates: Surrogates, reviewed?: Reviewed) =>
  engine.redact(text, { lang: 'es', policy: POLICIES.assistance, surrogates, reviewed }).text
const witness = (...names: string[]) => ({ names, role: 'witness' as const })

describe('whoever has a word in a share', () => {
  test('shares it with nobody who is named by some of the same words', () => {
    const surrogates = createSurrogates()
    const whole = 'La testigo María José Quispe firma.'
    const two = 'La testigo María Quispe habló con el testigo José Quispe.'
    expect(masked(whole, surrogates)).toBe('La testigo [testigo A] firma.')
    // Which of them was meant nobody can know, and both it cannot have been.
    const asTwo = 'La testigo [testigo B] habló con el testigo [testigo C].'
    expect([masked(two, surrogates), masked(two, createSurrogates(surrogates.called()))]).toEqual([asTwo, asTwo])
    expect(masked(whole, surrogates)).toBe('La testigo [testigo A] firma.')
  })

  test('nor, one text after the other, two who could each be the first', () => {
    const surrogates = createSurrogates()
    const word = (...names: string[]) => surrogates.of([witness(...names)], 'es')[0]
    expect(word('maria', 'jose', 'quispe')).toBe('testigo A')
    expect(word('maria', 'quispe')).toBe('testigo A')
    expect(word('jose', 'quispe')).toBe('testigo B')
    // May be any of them, and stays alone with it.
    expect(word('quispe')).toBe('testigo C')
    expect(word('carlos', 'quispe')).toBe('testigo D')
  })

  test('keeps it for each name by which they were ever called, whoever came since', () => {
    const names = fc.uniqueArray(fc.constantFrom('ana', 'rosa', 'jose', 'ruiz', 'paz'), { minLength: 1, maxLength: 3 })
    const key = (one: readonly string[]) => one.toSorted().join(' ')
    const isPart = (one: readonly string[], other: readonly string[]) =>
      one !== other && one.every(name => other.includes(name))
    // Within one text the engine takes a part of a name for the same person.
    const text = fc
      .uniqueArray(names, { selector: key, minLength: 1, maxLength: 3 })
      .filter(all => !all.some(one => all.some(other => isPart(one, other))))
    const texts = fc.array(text, { maxLength: 8 })
    fc.assert(
      fc.property(texts, all => {
        let called = createSurrogates().called()
        const words = new Map<string, string>()
        const read = (people: readonly (readonly string[])[]) => {
          const surrogates = createSurrogates(called)
          const given = surrogates.of(
            people.map(one => witness(...one)),
            'es',
          )
          called = surrogates.called()
          return given
        }
        for (const people of all) {
          const given = read(people)
          expect(new Set(given).size).toBe(people.length)
          for (const [i, one] of people.entries()) {
            expect(words.get(key(one)) ?? given[i]).toBe(given[i])
            words.set(key(one), given[i] ?? '')
          }
        }
        const before = called
        for (const people of all) expect(read(people)).toEqual(people.map(one => words.get(key(one))))
        expect(called).toEqual(before)
        // Of all that one word stands for, one is a part of the other.
        for (const [one, word] of words)
          for (const [other, same] of words)
            if (word === same) {
              const [short, long] = [one.split(' '), other.split(' ')].toSorted((a, b) => a.length - b.length)
              expect(short?.every(name => long?.includes(name))).toBe(true)
            }
      }),
    )
  })

  test('has it at each reading, whom a person marked as well, and whoever is initials alone', () => {
    const text = 'La testigo Rosa Paredes vino con la golondrina. Firma: E. R.'
    const start = text.indexOf('la golondrina')
    const reviewed: Reviewed = {
      kept: [{ start, end: start + 'la golondrina'.length, type: 'ALIAS' }],
      lifted: [],
    }
    const surrogates = createSurrogates()
    const first = masked(text, surrogates, reviewed)
    expect(first).toContain('La testigo [testigo A] vino con [persona A].')
    const before = surrogates.called()
    expect(masked(text, surrogates, reviewed)).toBe(first)
    expect(surrogates.called()).toEqual(before)
  })

  test('is not who else stands in a piece that a person made larger', () => {
    const text = 'La testigo Rosa Paredes y la golondrina llegaron. La testigo Rosa Paredes habló.'
    const reviewed: Reviewed = {
      kept: [{ start: text.indexOf('Paredes'), end: text.indexOf(' llegaron'), type: 'PERSON' }],
      lifted: [],
    }
    expect(masked(text, createSurrogates(), reviewed)).toBe(
      'La testigo [testigo A] llegaron. La testigo [testigo B] habló.',
    )
  })
})

describe('a word that another hub has put', () => {
  const adopt = (surrogates: Surrogates, from: string, ...words: string[]) => [
    ...surrogates.adopted(words, from).values(),
  ]

  test('is nobody else’s from then on, in whatever language', () => {
    const surrogates = createSurrogates()
    expect(adopt(surrogates, 'XB', 'testigo A', 'témoin C')).toEqual(['testigo A', 'témoin C'])
    const people = [witness('rosa'), witness('ines')]
    expect(surrogates.of(people, 'es')).toEqual(['testigo D', 'testigo E'])
    expect(adopt(createSurrogates(surrogates.called()), 'XB', 'witness A')).toEqual(['witness A'])
  })

  test('is another where somebody had it here, and the same one whenever it comes', () => {
    const surrogates = createSurrogates()
    expect(surrogates.of([witness('rosa')], 'es')).toEqual(['testigo A'])
    expect(adopt(surrogates, 'XB', 'testigo A', 'testigo B', 'persona A')).toEqual([
      'testigo C',
      'testigo B',
      'persona A',
    ])
    expect(adopt(surrogates, 'XC', 'testigo B')).toEqual(['testigo D'])
    const later = createSurrogates(surrogates.called())
    expect(adopt(later, 'XB', 'testigo A')).toEqual(['testigo C'])
    expect(adopt(later, 'XC', 'testigo B')).toEqual(['testigo D'])
    expect(later.of([witness('rosa')], 'es')).toEqual(['testigo A'])
  })

  test('is none of those if it only looks like it', () => {
    expect(adopt(createSurrogates(), 'XB', 'testigo', 'testigo AAA', 'un testigo A', 'PERSON')).toEqual([])
  })
})
