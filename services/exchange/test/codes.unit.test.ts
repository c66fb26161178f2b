import { expect, it } from 'vitest'
import { agencyIdOf, codeOf, isUuid } from '../src/domain/codes.ts'

it('passes codes on, and nothing that is text', () => {
  expect(['at-capacity', 'recipient_unknown', 'expired'].map(codeOf)).toEqual([
    'at-capacity',
    'recipient_unknown',
    'expired',
  ])
  const texts = ['María Pérez', 'Maria', '+599 55 0171', 'a b', 'a\u0000', `a${'b'.repeat(80)}`, '1a', '']
  expect(texts.map(codeOf)).toEqual(texts.map(() => ''))
})

it('knows an id by its form', () => {
  expect(isUuid('0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0001')).toBe(true)
  for (const none of ['', '0C6D1D4E-4D0E-4F5D-9A53-6F1F7F6A0001', "0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0001'", 'x'])
    expect(isUuid(none)).toBe(false)
})

it('keeps no agency that cannot be one', () => {
  expect([agencyIdOf('police-1'), agencyIdOf('María Pérez'), agencyIdOf(''), agencyIdOf(undefined)]).toEqual([
    'police-1',
    null,
    null,
    null,
  ])
})
