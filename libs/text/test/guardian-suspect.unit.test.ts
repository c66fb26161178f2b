import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldText, type Identity, POLICIES, RedactionFailed } from '../src/index.ts'
import { lists } from '../src/lists/index.ts'
import { loadEngine } from '../src/node.ts'
import { findLeak, isListedSuspect } from '../src/verify.ts'

const engine = loadEngine(() => performance.now())
/** Fictional. Who was her guardian is a suspect now. */
const KNOWN: Identity = {
  names: ['Yaneth Quillahuaman'],
  relatives: ['Óscar Belmonte', 'Lucía Tupacyupa'],
  suspects: ['Óscar Belmonte'],
}
const read = (text: string, identity = KNOWN, policy: keyof typeof POLICIES = 'proceedings') =>
  engine.redact(text, { lang: 'es', identity, policy: POLICIES[policy] }).text
const WORDS = { lists, language: 'es' } as const

describe('a guardian whom the record lists as a suspect', () => {
  test.each(['El encargado, Óscar Belmonte, cerró la puerta.', 'Huyó cuando el encargado Óscar Belmonte dormía.'])(
    'is read by the prosecution where it is told that they are one: %s',
    text => {
      expect(read(text)).toBe(text)
      expect(read(`${text} Lo vio Yaneth Quillahuaman.`)).toBe(`${text} Lo vio [PERSON].`)
    },
  )

  test.each([
    ['by nobody else', 'El encargado, Óscar Belmonte, cerró la puerta.', KNOWN, 'assistance'],
    ['nor by everybody', 'El encargado, Óscar Belmonte, cerró la puerta.', KNOWN, 'publication'],
    ['where the record does not list them', 'El encargado, Óscar Belmonte, cerró.', { ...KNOWN, suspects: [] }],
    ['as who they are to the person', 'Su padrastro, Óscar Belmonte, cerró la puerta.'],
    ['where one text says both', 'El encargado, Óscar Belmonte, cerró. Su padrastro, Óscar Belmonte, gritó.'],
    ['nor where it is told of a part', 'El encargado, Óscar Belmonte, cerró. Su padrastro Óscar gritó.'],
    ['where it is told right behind', 'El encargado, Óscar Belmonte, cerró. Es su tutor.'],
    ['in one breath', 'El encargado, Óscar Belmonte, su padrastro, cerró.'],
    ['where any kin is told of', 'El encargado, Óscar Belmonte, cerró la puerta. Lloraban las hermanas.'],
    ['by a part of the name', 'El encargado Belmonte cerró la puerta.'],
    ['by a name that is nearly theirs', 'El encargado, Óscar Velmonte, cerró la puerta.'],
    ['told with more of a name', 'El encargado, Óscar Belmonte Quillahuaman, cerró la puerta.'],
    ['whose part is not told', 'Llegó Óscar Belmonte y cerró la puerta.'],
  ] as const)(
    'stays masked %s',
    (_, text, identity: Identity = KNOWN, policy: keyof typeof POLICIES = 'proceedings') => {
      const shown = foldText(read(text, identity, policy))
      for (const part of ['oscar', 'belmonte', 'velmonte', 'quillahuaman'])
        expect([part, shown.includes(part)]).toEqual([part, false])
    },
  )

  test.each([
    ['of the person', { names: ['Yaneth Belmonte'] }],
    ['of the person, nearly', { names: ['Yaneth Velmontes'] }],
    ['by which the person is called', { aliases: ['Oscarcita'] }],
    ['of another relative', { relatives: ['Óscar Belmonte', 'Lucía Belmonte'] }],
    ['of the person’s address of e-mail', { emails: ['y.belmonte@correo.example'] }],
  ])('stays masked where a word of the name is one %s', (_, changes) => {
    const shown = foldText(read('El encargado, Óscar Belmonte, cerró la puerta.', { ...KNOWN, ...changes }))
    for (const part of ['oscar', 'belmonte']) expect([part, shown.includes(part)]).toEqual([part, false])
  })

  test('makes nobody else readable, whatever else a text says of whom', () => {
    const name = fc.constantFrom(
      ...['Óscar Belmonte', 'Yaneth Quillahuaman', 'Lucía Tupacyupa', 'Lucía Belmonte', 'Yaneth Belmonte', 'Belmonte'],
      ...[
        'Óscar Quillahuaman',
        'Óscar Belmonte Quillahuaman',
        'OSCAR BELMONTE',
        'oscar belmonte',
        'Yaneth',
        'Tupacyupa',
      ],
    )
    const before = fc.constantFrom(
      'El encargado, ',
      'El encargado ',
      'Su madre ',
      'La víctima ',
      'Llegó ',
      'con ',
      'Su tío, el jefe ',
    )
    const after = fc.constantFrom(', cerró. ', '. ', ', su padrastro, gritó. ', ' y ', ', encargado, ', '-')
    const texts = fc.array(
      fc.tuple(before, name, after).map(parts => parts.join('')),
      { minLength: 1, maxLength: 5 },
    )
    const whole = /oscar belmonte/g
    fc.assert(
      fc.property(texts, parts => {
        let shown = ''
        try {
          shown = foldText(read(parts.join('')))
        } catch (error) {
          // Withheld: nobody reads it.
          expect(error).toBeInstanceOf(RedactionFailed)
        }
        const rest = shown.replace(whole, '')
        for (const part of ['yaneth', 'quillahuaman', 'tupacyupa', 'lucia', 'belmonte', 'oscar'])
          expect([part, shown, rest.includes(part)]).toEqual([part, shown, false])
        const isTold = /madre|tío|padrastro/.test(parts.join(''))
        expect([shown, isTold && shown !== rest]).toEqual([shown, false])
      }),
      { numRuns: 300 },
    )
  })

  test('is let pass by the second search whole and alone, and only where the first let it stand', () => {
    expect(isListedSuspect('Óscar Belmonte', KNOWN, WORDS)).toBe(true)
    for (const piece of [
      'Óscar',
      'Belmonte',
      'Belmonte Óscar',
      'Óscar Belmonte Q.',
      'Yaneth Quillahuaman',
      'Lucía Tupacyupa',
    ])
      expect([piece, isListedSuspect(piece, KNOWN, WORDS)]).toEqual([piece, false])
    expect(isListedSuspect('Óscar Belmonte', { ...KNOWN, suspects: [] }, WORDS)).toBe(false)
    expect(isListedSuspect('Óscar Belmonte', { ...KNOWN, names: ['Yaneth Belmonte'] }, WORDS)).toBe(false)
    const text = 'El encargado, Óscar Belmonte, cerró.'
    expect(findLeak(text, '', KNOWN, lists, 'es')).toBe(true)
    expect(engine.leaks(text, { lang: 'es', identity: KNOWN })).toBe(true)
  })
})
