import { describe, expect, test } from 'vitest'
import { type Identity, POLICIES, wholeName } from '../src/index.ts'
import { loadEngine } from '../src/node.ts'

const engine = loadEngine(() => performance.now())
/** Fictional. */
const LISTED = new Set(['Pedro Ruiz Mamani'].map(wholeName))
const read = (text: string, suspects: ReadonlySet<string> | undefined = LISTED, identity: Identity = { names: [] }) =>
  engine.redact(text, { lang: 'es', identity, policy: { ...POLICIES.proceedings, suspects } }).text

describe('where only listed suspects are read', () => {
  test.each(['El tratante Pedro Ruiz Mamani la llevó a Iquitos.', 'El encargado, PEDRO RUÍZ MAMANI, cerró la puerta.'])(
    'the whole name of one is: %s',
    text => {
      expect(read(text)).toBe(text)
    },
  )

  test.each([
    ['nobody else, whoever the text says they are', 'El tratante Óscar Belmonte la llevó a Iquitos.'],
    ['no part of the name', 'El tratante Pedro Ruiz la llevó a Iquitos.'],
    ['no surname alone', 'El tratante Pedro Ruiz Mamani huyó. El encargado Mamani cerró la puerta.'],
    ['nobody of a longer name', 'El tratante Pedro Ruiz Mamani Belmonte la llevó a Iquitos.'],
    ['nobody whose part is not told', 'Llegó Pedro Ruiz Mamani y cerró la puerta.'],
    ['nobody who is kin', 'El tratante Pedro Ruiz Mamani huyó. Su padre, Pedro Ruiz Mamani, gritó.'],
    ['nobody by a nickname', 'El tratante Pedro Ruiz Mamani, alias «Tuercebotas», la llevó a Iquitos.'],
  ])('%s is', (_, text) => {
    const shown = read(text)
    const rest = shown.replaceAll('El tratante Pedro Ruiz Mamani', '')
    for (const name of ['Óscar', 'Belmonte', 'Pedro', 'Ruiz', 'Mamani', 'Tuercebotas'])
      expect([name, rest.includes(name)]).toEqual([name, false])
  })

  test('nobody is with a list of none, and whoever is told to be one without a list', () => {
    const text = 'El tratante Pedro Ruiz Mamani la llevó a Iquitos.'
    expect(read(text, new Set())).toBe('El tratante [PERSON] la llevó a Iquitos.')
    expect(engine.redact(text, { lang: 'es', policy: POLICIES.proceedings }).text).toBe(text)
  })

  test('a name of the record is masked, listed or not', () => {
    const text = 'El tratante Pedro Ruiz Mamani la llevó a Iquitos.'
    expect(read(text, LISTED, { names: ['Yaneth Mamani'] })).not.toMatch(/Pedro|Ruiz|Mamani/)
  })

  test('officials are read as before', () => {
    const text = 'La fiscal Rosa Paredes Quispe pidió la orden.'
    expect(read(text, new Set())).toBe(engine.redact(text, { lang: 'es', policy: POLICIES.proceedings }).text)
  })
})
