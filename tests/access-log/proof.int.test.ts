import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Action, Basis, DataCategory, Purpose } from '@amparo/contracts'
import { removeTempDir, tempDir } from '@amparo/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportLog } from '../../scripts/lib/audit/export-log.ts'
import { sourceOf } from '../../scripts/lib/audit/source.ts'
import { readTrusted } from '../../scripts/lib/audit/trusted.ts'
import { verifyProof } from '../../scripts/lib/audit/verify-proof.ts'
import { anEntry, appended, untilWriting, useAudit } from '../../services/audit/test/support.ts'
import { runScript } from './support/run.ts'
import { readKeys, recheck } from './support/verifiers.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
const dir = tempDir('proof')
const [file, keysFile] = [join(dir, 'disclosure.tlog-proof'), join(dir, 'keys')]
afterAll(() => removeTempDir(dir))
const entry = anEntry({
  action: Action.PACKAGE_RELEASED,
  subjectRef: randomUUID(),
  recipient: { hub: 'XB', agencyId: 'xb-shelter' },
  ...{ purpose: Purpose.SHELTER, basis: Basis.CONSENT, basisId: randomUUID(), basisVersion: 3 },
  categories: [DataCategory.CONTACT],
})

let url: string
beforeAll(async () => {
  url = (await audit.start()).url
  await untilWriting(redaction)
  await appended(redaction, entry)
  await appended(redaction, anEntry())
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  const response = await fetch(`${url}/entries/${entry.entryId}/tlog-proof`, { headers })
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  writeFileSync(file, await response.bytes())
  writeFileSync(keysFile, await (await fetch(`${url}/keys`)).bytes())
})

describe('The file that proves a disclosure', () => {
  test('tells offline who disclosed to whom, why, on which version of which basis and by which policy', async () => {
    const { code, out } = await runScript('audit-verify.ts', '--proof', file, '--keys', keysFile)
    for (const told of [
      'action: package_released',
      `by user: ${entry.userId}`,
      'to agency: XB xb-shelter',
      'purpose: shelter',
      'basis: consent',
      `id of the basis: ${entry.basisId}`,
      'version of the basis: 3',
      `policy of the decision: ${entry.policyHash}`,
      "redaction's entry 2",
      'The proof holds.',
    ])
      expect(out).toContain(told)
    expect(code).toBe(0)
  })

  test('does not say about whom it was', () => {
    const text = readFileSync(file, 'utf8')
    const extra = Buffer.from(/^extra (.*)$/m.exec(text)?.[1] ?? '', 'base64').toString()
    const actor = Buffer.from((JSON.parse(extra) as { actor: { bytes: string } }).actor.bytes, 'base64').toString(
      'latin1',
    )
    expect(actor).toContain(entry.userId)
    for (const part of [text, extra, actor]) expect(part).not.toContain(entry.subjectRef)
  })

  test('holds with no byte changed', () => {
    const [bytes, trusted] = [readFileSync(file), readTrusted(readFileSync(keysFile, 'utf8'))]
    const unnoticed: number[] = []
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      try {
        verifyProof(changed, trusted)
        unnoticed.push(at)
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError)
      }
    }
    expect(unnoticed).toEqual([])
  })

  test('beside its log, too, to the second verifier', async () => {
    const files = new Map<string, Buffer>()
    await exportLog(
      sourceOf(url, path => path),
      (path, of) => files.set(path, Buffer.from(of)),
    )
    const given = { read: (path: string) => files.get(path), keys: readKeys(readFileSync(keysFile, 'utf8')) }
    const faultsOf = (bytes: Buffer) => recheck({ ...given, proofs: [{ where: 'one', bytes }] })
    const bytes = readFileSync(file)
    expect(faultsOf(bytes)).toEqual([])
    const unnoticed: number[] = []
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      const found = faultsOf(changed)
      if (!found.every(fault => fault.startsWith('one: ')) || found.length === 0) unnoticed.push(at)
    }
    expect(unnoticed).toEqual([])
  })

  test('that does not hold ends with 1, and one that cannot be read with 2', async () => {
    const other = join(dir, 'other')
    writeFileSync(other, readFileSync(file, 'utf8').replace('index 1', 'index 2'))
    expect(await runScript('audit-verify.ts', '--proof', other, '--keys', keysFile)).toMatchObject({ code: 1 })
    expect(await runScript('audit-verify.ts', '--proof', join(dir, 'nowhere'), '--keys', keysFile)).toMatchObject({
      code: 2,
    })
    expect(await runScript('audit-verify.ts', '--proof', file)).toMatchObject({ code: 2 })
  })
})
