import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { limit } from './support/sealers/limit.ts'
import { ours } from './support/sealers/ours.ts'

test.each([['ours', await ours('modern')] as const, ['the limit', limit()] as const])(
  'what is measured is whole packages: %s opens what it sealed, and nothing that was changed',
  async (_, { seal, open }) => {
    const data = randomBytes(2_000)
    const sealed = await seal(data)
    expect(Buffer.compare(await open(sealed), data)).toBe(0)
    const changed = sealed.map((byte, i) => (i === sealed.length - 40 ? byte ^ 1 : byte))
    await expect((async () => open(changed))()).rejects.toThrow()
  },
)
