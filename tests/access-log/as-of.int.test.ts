import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, describe, expect, test } from 'vitest'
import { runScript } from './support/run.ts'
import { keys, leaves, log, momentOf, witness, written } from './support/small-log.ts'

const SIZE = 6
const dir = tempDir('as-of')
afterAll(() => removeTempDir(dir))
const put = (path: string, content: Uint8Array | string) => {
  mkdirSync(dirname(join(dir, path)), { recursive: true })
  writeFileSync(join(dir, path), content)
  return join(dir, path)
}
for (const [path, content] of written({ records: leaves(SIZE) })) put(`log/${path}`, content)
put('log/keys', keys)
const folder = join(dir, 'log')
const seenAt = momentOf(SIZE).toISOString()
const SEEN = `seen ${seenAt.replace('.000Z', 'Z')}`
const [plain, since] = [put('plain', keys), put('since', `${keys}${SEEN}\n`)]

describe.each([
  ['audit:verify', (known: string) => runScript('audit-verify.ts', '--log', folder, '--keys', known)],
  ['audit-recheck.mjs', (known: string) => runScript('audit-recheck.mjs', folder, known)],
])('%s', (_, verify) => {
  test('says of how many entries a log is whole, and when who saw it', async () => {
    const { code, out } = await verify(since)
    expect(out).toContain(`${log.key.name}: ${SIZE} entries`)
    expect(out).toContain(`seen by ${witness.key.name} at ${seenAt}\n`)
    expect(out).not.toContain('earlier head')
    expect([code, out.trimEnd().split('\n').at(-1)]).toEqual([0, 'The log is whole.'])
  })

  test('says that an earlier head would be whole, too, where nobody has said since when', async () => {
    const { code, out } = await verify(plain)
    expect(out).toContain('an earlier head is whole, too, and what came after it is not missed')
    expect(code).toBe(0)
  })
})

describe('what is given away', () => {
  test('names the moment since which whoever gets it can ask for it, and holds under it', async () => {
    const { code, out } = await runScript('audit-export.ts', '--log', folder, '--to', join(dir, 'given'))
    expect(out).toMatch(new RegExp(`^${SIZE} entries in .*, exported at `))
    expect(out).toContain(`Add to KEYS, so that no earlier head is taken for it:\n  ${SEEN}\n`)
    expect(code).toBe(0)
    expect((await runScript('audit-recheck.mjs', join(dir, 'given'), since)).code).toBe(0)
  })
})
