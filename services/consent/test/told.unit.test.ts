import { isSecretDenial } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { PRECEDENCE } from '../src/domain/precedence.ts'
import { toldOf, UNSAID } from '../src/domain/told.ts'

test('What is unsaid to whoever asks is what other services, too, show nobody who is not to read it', () => {
  const stranger = { askerAgency: 'one', recipient: { agencyId: 'another' }, holder: undefined }
  const codes = PRECEDENCE.map(({ code }) => code)
  const unsaid = codes.filter(code => toldOf(code, stranger) === UNSAID)
  expect(unsaid).toEqual(codes.filter(isSecretDenial))
  expect(unsaid).toHaveLength(5)
})
