import { beforeAll, describe, expect, it } from 'vitest'
import {
  certify,
  type DrawnSubkey,
  drawSubkey,
  type GeneratedCertificate,
  generateCertificate,
  newestSubkeyOf,
  sealTo,
  unseal,
  verifyCertifiedBy,
  withoutSubkeys,
  withSubkeysOf,
} from '../src/web.ts'
import { outcome } from './tampering.ts'

const text = new TextEncoder().encode('told in private')
const DAY_S = 86_400
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_S * 1000)
const now = () => new Date()
const userId = 'Amparo XA redaction-seal'

describe.each(['modern', 'compatible'] as const)('an encryption subkey of a %s certificate', profile => {
  let jurisdiction: GeneratedCertificate
  let own: GeneratedCertificate
  let certified: string
  let drawn: DrawnSubkey
  let renewed: string
  beforeAll(async () => {
    jurisdiction = await generateCertificate({ userId: 'Amparo XA jurisdiction', profile, date: daysAgo(40) })
    own = await generateCertificate({ userId, profile, date: daysAgo(30) })
    certified = await certify(own.certificate, jurisdiction.privateKey, daysAgo(30))
    drawn = await drawSubkey(own.privateKey, { date: daysAgo(1), expiresInSeconds: 14 * DAY_S })
    renewed = await withSubkeysOf(certified, drawn.certificate, now())
  })

  it('is believed as the jurisdiction has certified the primary key, which binds it', async () => {
    await verifyCertifiedBy(renewed, jurisdiction.certificate, { now: now(), userId })
    expect(await outcome(() => verifyCertifiedBy(drawn.certificate, jurisdiction.certificate, { now: now() }))).toBe(
      'certificate_not_trusted',
    )
  })

  it('opens what is sealed to the certificate from then on, and the one before does not', async () => {
    const sealed = await sealTo(renewed, text)
    expect(await unseal(drawn.privateKey, sealed)).toEqual(text)
    expect(await outcome(() => unseal(own.privateKey, sealed))).toBe('message_refused')
  })

  it('opens nothing that was sealed to the one before, which both together do', async () => {
    const sealed = await sealTo(certified, text)
    expect(await outcome(() => unseal(drawn.privateKey, sealed))).toBe('message_refused')
    expect(await unseal([drawn.privateKey, own.privateKey], sealed)).toEqual(text)
    expect(await unseal([own.privateKey, drawn.privateKey], await sealTo(renewed, text))).toEqual(text)
  })

  it('ends by itself for whoever seals; what was sealed to it is still opened', async () => {
    const old = await drawSubkey(own.privateKey, { date: daysAgo(20), expiresInSeconds: 14 * DAY_S })
    expect(await outcome(() => withSubkeysOf(certified, old.certificate, now()))).toBe('certificate_not_trusted')
    expect(await outcome(() => sealTo(old.certificate, text))).toBe('certificate_not_trusted')
    const soon = await drawSubkey(own.privateKey, { date: now(), expiresInSeconds: 2 })
    const sealed = await sealTo(soon.certificate, text)
    await expect.poll(() => outcome(() => sealTo(soon.certificate, text))).toBe('certificate_not_trusted')
    expect(await unseal(soon.privateKey, sealed)).toEqual(text)
  })

  it('is of use for no other certificate', async () => {
    const other = await generateCertificate({ userId, profile, date: daysAgo(30) })
    const foreign = await drawSubkey(other.privateKey, { date: daysAgo(1), expiresInSeconds: 14 * DAY_S })
    expect(await outcome(() => withSubkeysOf(certified, foreign.certificate, now()))).toBe('certificate_not_trusted')
  })

  it('can be drawn by a key that opens nothing itself any more', async () => {
    const bare = await withoutSubkeys(own.privateKey)
    expect(await newestSubkeyOf(bare)).toBeUndefined()
    expect(await outcome(() => sealTo(certified, text).then(sealed => unseal(bare, sealed)))).toBe('message_refused')
    const next = await drawSubkey(bare, { date: now(), expiresInSeconds: DAY_S })
    const sealed = await sealTo(await withSubkeysOf(certified, next.certificate, now()), text)
    expect(await unseal([bare, next.privateKey], sealed)).toEqual(text)
  })

  it('counts from no time before the primary key', async () => {
    const early = await drawSubkey(own.privateKey, { date: daysAgo(50), expiresInSeconds: 60 * DAY_S })
    expect((await newestSubkeyOf(early.privateKey))?.getTime()).toBeGreaterThan(daysAgo(31).getTime())
  })
})
