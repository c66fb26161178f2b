import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Action } from '@amparo/contracts'
import { noteKeyText, parseNote } from '@amparo/crypto/tlog'
import { removeTempDir, tempDir } from '@amparo/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { originOf } from '../../services/audit/src/domain/checkpoint.ts'
import { logKeyOf } from '../../services/audit/src/queries/checkpoint.ts'
import { anEntry, appended, untilWriting, useAudit } from '../../services/audit/test/support.ts'
import { rewritten } from './support/rewritten.ts'
import { runScript } from './support/run.ts'

const dir = tempDir('tiles')
afterAll(() => removeTempDir(dir))
const folder = join(dir, 'published', 'log')

const audit = await useAudit({ env: { AMPARO_LOG_TILES_DIR: folder, AMPARO_WITNESS_EVERY_SECONDS: '0.2' } })
const redaction = await audit.nats.as('redaction')
const keys = join(dir, 'keys')
writeFileSync(keys, `log ${noteKeyText(logKeyOf(originOf('XA'), audit.sign))}\n`)
let service: Awaited<ReturnType<typeof audit.start>>
const start = async () => {
  service = await audit.start()
  await untilWriting(redaction)
}
beforeAll(start)

const path = (name: string) => join(folder, name)
const sizeThere = () =>
  existsSync(path('checkpoint')) ? Number(parseNote(readFileSync(path('checkpoint'), 'utf8')).text.split('\n')[1]) : 0
async function append(count: number): Promise<number> {
  let size = 0
  for (let left = count; left > 0; left -= 100) {
    const one = () => appended(redaction, anEntry({ action: Action.DISCLOSURE_DENIED }))
    const placed = await Promise.all(Array.from({ length: Math.min(left, 100) }, one))
    size = Math.max(...placed.map(({ index }) => Number(index))) + 1
  }
  return size
}
const grownTo = (size: number) => expect.poll(sizeThere).toBeGreaterThanOrEqual(size)
const both = async () => [
  (await runScript('audit-verify.ts', '--log', folder, '--keys', keys)).code,
  (await runScript('audit-recheck.mjs', folder, keys)).code,
]

describe('A folder into which the log is written', () => {
  test('is whole by itself under its head, as the log grows, to both verifiers', async () => {
    for (const count of [1, 200, 400]) {
      await grownTo(await append(count))
      expect(await both()).toEqual([0, 0])
    }
  })

  test('holds whole tiles for good, and at the right edge only what its head needs', async () => {
    for (const name of ['tile/0/000', 'tile/entries/000']) expect(statSync(path(name)).mode & 0o222).toBe(0)
    const edge = sizeThere() % 256
    await grownTo(await append(3))
    // Behind the head, for somebody may be reading by the one before.
    await expect.poll(() => existsSync(path(`tile/0/002.p/${edge}`))).toBe(false)
    expect(existsSync(path(`tile/0/002.p/${sizeThere() % 256}`))).toBe(true)
  })

  test('is whole after the service was killed while it was writing, and is gone on with', async () => {
    const killed = append(1_500).catch(() => 0)
    await grownTo(sizeThere() + 1)
    await service.kill()
    expect(await both()).toEqual([0, 0])
    await start()
    await killed
    await grownTo(await append(1))
    expect(await both()).toEqual([0, 0])
  })

  test('is written no further once something else stands in it or in the database, and proves which', async () => {
    await service.stop()
    const before = sizeThere()
    await rewritten(audit)
    await start()
    await append(before + 10)
    expect(sizeThere()).toBe(before)
    expect(await both()).toEqual([0, 0])
    const since = await runScript(
      'audit-verify.ts',
      '--log',
      service.url,
      '--keys',
      keys,
      '--since',
      path('checkpoint'),
    )
    expect(since.out).toContain(`the first ${before} entries are not those of then`)
    expect(since.code).toBe(1)
  })
})

test('A whole tile that somebody changed in the folder is not written over, and no head comes over it', async () => {
  const other = await useAudit({
    env: { AMPARO_LOG_TILES_DIR: join(dir, 'changed'), AMPARO_WITNESS_EVERY_SECONDS: '0.2' },
  })
  const nats = await other.nats.as('redaction')
  await other.start()
  await untilWriting(nats)
  const at = (name: string) => join(dir, 'changed', name)
  const first = () => existsSync(at('checkpoint'))
  await expect.poll(first).toBe(true)
  // Where the first whole tile is to come.
  mkdirSync(at('tile/0'), { recursive: true })
  writeFileSync(at('tile/0/000'), 'something else')
  chmodSync(at('tile/0/000'), 0o444)
  for (let n = 0; n < 3; n++)
    await Promise.all(Array.from({ length: 100 }, () => appended(nats, anEntry({ action: Action.DISCLOSURE_DENIED }))))
  await new Promise(resolve => setTimeout(resolve, 1_500))
  expect(readFileSync(at('tile/0/000'), 'utf8')).toBe('something else')
  expect(Number(parseNote(readFileSync(at('checkpoint'), 'utf8')).text.split('\n')[1])).toBeLessThan(256)
})
