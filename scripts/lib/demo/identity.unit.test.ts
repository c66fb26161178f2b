import { expect, test } from 'vitest'
import { identityStrings } from './identity.ts'
import type { WrittenInput } from './input.ts'

const input = (identity: unknown): WrittenInput => ({ id: 'a', subject: { identity } })

test('every string of an identity is looked for, also a name of one word in capitals', () => {
  const identity = {
    names: ['PEREZ', 'Rosa Namendí'],
    aliases: ['CHINA'],
    dateOfBirth: '1998-11-02',
    documents: [{ type: 'DNI_PE', number: '4471' }],
    more: { places: ['LA_PAZ'] },
  }
  expect(identityStrings([input(identity)]).sort()).toEqual(
    ['PEREZ', 'Rosa Namendí', 'CHINA', '1998-11-02', '4471', 'LA_PAZ'].sort(),
  )
})

test('but the type of a document, and of a birth the year alone', () => {
  const identity = { dateOfBirth: '1979', documents: [{ type: 'PASSPORT', number: 'X1' }, 'CEDULA'] }
  expect(identityStrings([input(identity)]).sort()).toEqual(['CEDULA', 'X1'])
})
