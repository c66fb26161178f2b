import { expect, test } from 'vitest'
import { MATTER_NUMBER } from '../src/matter-number.ts'

test.each(['EXP-2026-118', 'XA-2026/114', 'FGR.77', '5B1E0F0A', 'UECS-12/2026-B', '118'])(
  '%s is the number of a matter',
  number => {
    expect(number).toMatch(MATTER_NUMBER)
  },
)

test.each([
  'QUISPE-CHOC-2026',
  'YANETH-1',
  '2026/QUISPE',
  '1-KISPE',
  'CHOC',
  'EXP 118',
  'exp-118',
  '-118',
  `1${'-A'.repeat(20)}`,
])('%s is none: a name would fit in, or it is no number', number => {
  expect(number).not.toMatch(MATTER_NUMBER)
})
