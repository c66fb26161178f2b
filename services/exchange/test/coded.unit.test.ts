import { expect, it } from 'vitest'
import { codedOf } from '../src/domain/coded.ts'

it.each([
  '{}',
  '{"reason":"at-capacity"}',
  '{"to":{"hub":"XB","agencyId":"0c6d1d4e-4d0e-4f5d-9a53-6f1f7f6a0001"}}',
  '{"items":[{"service":"housing","from":"2026-03-04","share":0.5,"safe":true}],"at":"2026-03-04T10:00:00.000Z"}',
])('passes on what is coded: %s', data => {
  expect(codedOf(data)).toBe(data)
})

it.each([
  '',
  'null',
  '[]',
  '"at-capacity"',
  '{"reason":"María Pérez"}',
  '{"reason":"Maria"}',
  '{"reason":null}',
  '{"María":"at-capacity"}',
  '{"items":[{"note":"her phone is +599 55 0171"}]}',
  `{"items":${'['.repeat(10)}1${']'.repeat(10)}}`,
  `{"items":[${'1,'.repeat(3_000)}1]}`,
  '{"reason":"at-capacity"',
])('passes on nothing else: %s', data => {
  expect(codedOf(data)).toBe('')
})
