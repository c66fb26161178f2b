import { create, PermitSchema, timestampFromDate } from '@amparo/contracts'
import { generateCertificate } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { sealOnPermit, spendPermit } from '../src/commands/permit.ts'

const at = new Date('2027-03-01T12:00:00Z')
const seconds = (after: number) => new Date(at.getTime() + after * 1_000)

const permit = create(PermitSchema, { permitId: 'one', expiresAt: timestampFromDate(seconds(30)) })

/** How often something was kept of its being used. */
async function spent(now: Date) {
  let kept = 0
  const run = async () => {
    kept++
    return true
  }
  const refusal = await spendPermit({ store: { run } as never, now: () => now }, permit).then(
    () => undefined,
    (error: { code: string }) => error.code,
  )
  return { kept, refusal }
}

test('a permit that was verified lets nothing out any more once it has lapsed', async () => {
  expect(await spent(seconds(29))).toEqual({ kept: 1, refusal: undefined })
  expect(await spent(seconds(30))).toEqual({ kept: 0, refusal: 'statement_invalid' })
})

test('nor does what was made on it, where that took longer than it lasts', async () => {
  const { certificate, privateKey } = await generateCertificate({ userId: 'one', profile: 'modern', date: new Date() })
  const answer = { view: {}, request: 'a.b.c', replyCertificate: certificate, signingKey: privateKey }
  const sealed = (now: Date) => sealOnPermit({ hub: 'XA', now: () => now }, permit, answer)
  expect(await sealed(seconds(29))).toContain('BEGIN PGP MESSAGE')
  await expect(sealed(seconds(30))).rejects.toMatchObject({ code: 'statement_invalid' })
})
