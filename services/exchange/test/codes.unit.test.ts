import { expect, it } from 'vitest'
import { agencyIdOf, codeOf } from '../src/domain/codes.ts'

it('passes codes on, and nothing that is text', () => {
  expect(['at-capacity', 'recipient_unknown', 'expired'].map(codeOf)).toEqual([
    'at-capacity',
    'recipient_unknown',
    'expired',
  ])
  const texts = ['María Pérez', 'Maria', '+599 55 0171', 'a b', 'a\u0000', `a${'b'.repeat(80)}`, '1a', '']
  expect(texts.map(codeOf)).toEqual(texts.map(() => ''))
})

it('keeps no agency that cannot be one', () => {
  expect([agencyIdOf('police-1'), agencyIdOf('María Pérez'), agencyIdOf(''), agencyIdOf(undefined)]).toEqual([
    'police-1',
    null,
    null,
    null,
  ])
})
