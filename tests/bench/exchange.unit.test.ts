import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { memoryOfProgram } from './support/program-memory.ts'
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

test('the memory of a program that is measured is the most that it had, however soon it ends', async () => {
  const script = 'process.stdin.resume().once("end", () => Buffer.alloc(100 * 1024 ** 2, 1))'
  const node = { name: process.execPath, cwd: '/', env: {} }
  const large = await memoryOfProgram({ ...node, args: ['-e', script] }, randomBytes(1_000))
  expect(
    large - (await memoryOfProgram({ ...node, args: ['-e', 'process.stdin.resume()'] }, randomBytes(1_000))),
  ).toBeGreaterThan(60)
  await expect(memoryOfProgram({ ...node, args: ['-e', 'process.exit(3)'] }, Buffer.of())).rejects.toThrow(
    'ended with 3',
  )
})
