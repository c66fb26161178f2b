import { describe, expect, test } from 'vitest'
import { namesIn, relationsOf } from '../src/domain/relations.ts'

const staff = [
  { userId: 'ana', givenNames: 'Ana Lucía', familyNames: 'Ríos Mendoza' },
  { userId: 'joao', givenNames: 'João', familyNames: 'da Silva' },
]
const ana = { userId: 'ana' }

describe('A reader and a person', () => {
  test.each([
    ['share a family name', ['Pedro Rios'], ['same_family_name']],
    ['share one of two', ['Marta Mendoza Quispe'], ['same_family_name']],
    ['share it with an alias of hers', ['Marta Quispe', 'Marta de los Ríos'], ['same_family_name']],
    ['have colleagues between them', ['Joao Silva'], ['colleague']],
    ['are one and the same', ['Ana Ríos'], ['same_family_name', 'colleague']],
  ])('%s', (_, names, relations) => {
    expect(relationsOf(names, staff, ana)).toEqual(relations)
  })

  test.each([
    ['only a given name is shared', ['Ana Quispe']],
    ['a family name is somebody’s given name', ['Rios Quispe']],
    ['a colleague’s family name alone is shared', ['Marta Silva']],
    ['one given name is all that is known of her', ['Ana']],
    ['nothing is known of her', []],
  ])('are strangers where %s', (_, names) => {
    expect(relationsOf(names, staff, ana)).toEqual([])
  })

  test('cannot be compared where the hub knows no name of the reader; colleagues still can', () => {
    expect(relationsOf(['Pedro Ríos'], staff, { userId: 'eva' })).toEqual(['unknown'])
    expect(relationsOf(['João da Silva'], staff, { userId: 'eva' })).toEqual(['unknown', 'colleague'])
    expect(relationsOf(['Pedro Ríos'], [], ana)).toEqual(['unknown'])
  })
})

test.each([
  ['La testigo Yaneth Quillahuaman de la Cruz declaró ayer.', ['Yaneth Quillahuaman de la Cruz']],
  ['ayer el Sr. Quispetupa volvió con José O’Higgins', ['Sr. Quispetupa', 'José O’Higgins']],
  ['entregará las flores mañana; vive en Lima', []],
  ['', []],
])('Names in a text are words with capitals that stand side by side: %s', (text, names) => {
  expect(namesIn(text)).toEqual(names)
})
