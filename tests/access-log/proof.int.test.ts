import { hash, randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Action, Basis, DataCategory, Purpose } from '@amparo/contracts'
import { removeTempDir, tempDir } from '@amparo/testing'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportLog } from '../../scripts/lib/audit/export-log.ts'
import { sourceOf } from '../../scripts/lib/audit/source.ts'
import { readTrusted } from '../../scripts/lib/audit/trusted.ts'
import { verifyProof } from '../../scripts/lib/audit/verify-proof.ts'
import { anEntry, appended, type EntryInit, untilWriting, useAudit } from '../../services/audit/test/support.ts'
import { hasProgram, useRecipe } from './support/others.ts'
import { runScript } from './support/run.ts'
import { statingHub } from './support/stating-hub.ts'
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

let url = ''
const proofOf = async ({ entryId }: EntryInit) => {
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  return fetch(`${url}/entries/${entryId}/tlog-proof`, { headers })
}

beforeAll(async () => {
  url = (await audit.start()).url
  await untilWriting(redaction)
  await appended(redaction, entry)
  await appended(redaction, anEntry())
  const response = await proofOf(entry)
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
      'in the role: caseworker',
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

  test('says of an entry of before roles were told that it was not recorded', async () => {
    const older = anEntry({ roles: [] })
    await appended(redaction, older)
    const olderFile = join(dir, 'older.tlog-proof')
    writeFileSync(olderFile, await (await proofOf(older)).bytes())
    const { code, out } = await runScript('audit-verify.ts', '--proof', olderFile, '--keys', keysFile)
    expect(out).toContain('in the role: not recorded')
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

test('Several in a ZIP, as the page saves them, are each told, and what does not hold is counted', async () => {
  const zip = join(dir, 'log-proofs.zip')
  const [good, changed] = [readFileSync(file), readFileSync(file, 'utf8').replace('index 1', 'index 2')]
  writeFileSync(zip, zipSync({ 'entries/a.tlog-proof': good, 'entries/b.tlog-proof': good, 'read me': strToU8('-') }))
  const whole = await runScript('audit-verify.ts', '--proof', zip, '--keys', keysFile)
  expect(whole.out).toContain('Of 2 proofs 2 hold, 0 do not, of 0 it could not be told.')
  expect(whole.code).toBe(0)
  writeFileSync(zip, zipSync({ 'entries/a.tlog-proof': good, 'entries/b.tlog-proof': strToU8(changed) }))
  const partly = await runScript('audit-verify.ts', '--proof', zip, '--keys', keysFile)
  expect(partly.out).toMatch(/^entries\/b\.tlog-proof\n.+\nThe proof does NOT hold\.$/m)
  expect(partly.out).toContain('Of 2 proofs 1 hold, 1 do not, of 0 it could not be told.')
  expect(partly.code).toBe(1)
  for (const bytes of [zipSync({ other: strToU8('-') }), Buffer.from('PK damaged')]) {
    writeFileSync(zip, bytes)
    expect((await runScript('audit-verify.ts', '--proof', zip, '--keys', keysFile)).code).toBe(2)
  }
})

describe('The file that proves what left', () => {
  const bytes = 'what left, encrypted'
  const grounds = {
    ...{ agency: { hub: 'XA', agencyId: 'xa-police' }, recipient: { hub: 'XB', agencyId: 'xb-shelter' } },
    ...{ subjectRef: randomUUID(), decisionHash: '1c'.repeat(32), packageHash: hash('sha256', bytes) },
  }
  let xb: Awaited<ReturnType<typeof statingHub>>
  beforeAll(async () => {
    xb = await statingHub('XB')
  })

  /** As an auditor does it: the proof from the desk, the rest from exchange and directory, joined and verified by what is typed. */
  async function joined(left: EntryInit, hash: string) {
    await appended(redaction, left)
    const at = (name: string) => join(dir, `${left.entryId}-${name}`)
    writeFileSync(at('proof'), await (await proofOf(left)).bytes())
    const item = await xb.state({ kind: 'delivered', id: left.packageId ?? '', hash })
    writeFileSync(at('evidence'), JSON.stringify({ items: [item] }))
    writeFileSync(at('hub'), JSON.stringify(xb.listed))
    writeFileSync(at('jurisdiction'), xb.jurisdiction)
    const of = ['--proof', at('proof'), '--evidence', at('evidence'), '--hub', at('hub'), '--to', at('joined')]
    const tried = await runScript('audit-join.ts', ...of)
    const verify = (name: string) =>
      runScript('audit-verify.ts', '--proof', at(name), '--keys', keysFile, '--jurisdiction', at('jurisdiction'))
    return { tried, verify, file: at('joined') }
  }

  test.each([
    ['a message', Action.MESSAGE_WRITTEN],
    ['a text of a request', Action.REQUEST_TEXT_RELEASED],
    ['a file', Action.FILE_RELEASED],
  ])('%s, joins what the other hub signed, and does not hold with another hash', async (_, action) => {
    const one = anEntry({ ...grounds, action, packageId: randomUUID() })
    const whole = await joined(one, grounds.packageHash)
    expect(whole.tried).toMatchObject({ code: 0, out: expect.stringContaining('1 statements about what left') })
    const { code, out } = await whole.verify('joined')
    for (const told of [
      `what was given out: ${one.packageId}`,
      `hash of it: ${grounds.packageHash}`,
      `decision (hash of the signed permit): ${grounds.decisionHash}`,
      'XB has signed that it received exactly what left',
    ])
      expect(out).toContain(told)
    expect(code).toBe(0)
    expect(out).not.toContain(grounds.subjectRef)

    // Whoever names no jurisdiction has not been shown that anything is wrong.
    const unnamed = await runScript('audit-verify.ts', '--proof', whole.file, '--keys', keysFile)
    expect(unnamed).toMatchObject({ code: 2, err: expect.stringContaining('--jurisdiction FILE') })
    expect(unnamed.out).not.toContain('NOT hold')

    const other = await joined(anEntry({ ...grounds, action, packageId: randomUUID() }), '2d'.repeat(32))
    expect(await other.verify('joined')).toMatchObject({ code: 1, out: expect.stringContaining('is not what left') })
  })

  test.runIf(hasProgram('sq'))("is verified by somebody else's programs, too, as written", async () => {
    const { file } = await joined(
      anEntry({ ...grounds, action: Action.FILE_RELEASED, packageId: randomUUID() }),
      grounds.packageHash,
    )
    const recipe = useRecipe(1)
    const proof = readFileSync(file, 'utf8')
    expect(recipe({ 'joined.tlog-proof': proof, 'what-left': bytes })).toBe(true)
    expect(recipe({ 'joined.tlog-proof': proof, 'what-left': 'something else' })).toBe(false)
    const changed = proof.replace(/^extra (.*)$/m, (_, extra: string) => {
      const shown = JSON.parse(Buffer.from(extra, 'base64').toString())
      const message = Buffer.from(shown.delivery[0].message, 'base64')
      message[message.length - 1] = (message.at(-1) ?? 0) ^ 1
      shown.delivery[0].message = message.toString('base64')
      return `extra ${Buffer.from(JSON.stringify(shown)).toString('base64')}`
    })
    expect(recipe({ 'joined.tlog-proof': changed, 'what-left': bytes })).toBe(false)
  })

  test('of a view says that nothing did, and joins nothing', async () => {
    const inside = { hub: 'XA', agencyId: 'xa-shelter' }
    const { tried, verify } = await joined(
      anEntry({
        ...grounds,
        action: Action.VIEW_OPENED,
        agency: inside,
        recipient: inside,
        packageId: '',
        packageHash: '',
      }),
      '',
    )
    expect(tried).toMatchObject({ code: 2, err: expect.stringContaining('there is no delivery to join') })
    const { code, out } = await verify('proof')
    expect([code, out]).toEqual([
      0,
      expect.stringContaining('delivery: none, since nothing left the hub by this entry'),
    ])
  })
})
