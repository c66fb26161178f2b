import { expect, test } from 'vitest'
import { basisHash } from '../src/commands/basis-hash.ts'
import type { BasisRecord } from '../src/domain/record.ts'

const record: BasisRecord = {
  ...{
    id: '0b7d5f9e-6a51-4c53-9d0b-0d5f4f3c0001',
    version: 1,
    basis: 'consent',
    origin: 'recorded',
    grantedBy: 'self',
  },
  ...{ purposes: ['shelter'], categories: ['identity', 'needs'], recipients: [] },
  ...{ protocol: undefined, oralOnly: false, article: undefined, compels: undefined, confirmBy: undefined },
  ...{ grantedAt: new Date(1_800_000_000_000), endsAt: new Date(1_810_000_000_000), confirmedAt: undefined },
  ...{ withdrawnAt: undefined, boundTo: undefined, codeNameOnly: false, reportBack: false, instrumentId: undefined },
} as BasisRecord

test('The hash of a version of a basis is of all that it says', () => {
  expect(basisHash(record)).toBe('c340619611f47bc322b5e8ff25782ddf52a041c481e66880e8ad99c8b8eef211')
  const changes: Partial<BasisRecord>[] = [
    { version: 2 },
    { categories: ['identity'] },
    { endsAt: new Date(1_810_000_000_001) },
    { withdrawnAt: new Date(1_805_000_000_000) },
    { replacesRefusal: true },
  ]
  for (const change of changes) expect(basisHash({ ...record, ...change })).not.toBe(basisHash(record))
})

test('It stays while the version does, whatever comes to stand beside it', () => {
  const beside = { boundTo: { hub: 'XB', agencyId: 'b' }, statusAt: new Date(1_801_000_000_000), guardianOfAdult: true }
  expect(basisHash({ ...record, ...beside })).toBe(basisHash(record))
})
