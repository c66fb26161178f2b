import { randomUUID } from 'node:crypto'
import {
  CertificateUse,
  certificateRenewed,
  directoryHub,
  encode,
  encodeEnvelope,
  eventSubject,
} from '@amparo/contracts'
import { drawSubkey, generateCertificate, sealTo, unseal, verifyCertifiedBy } from '@amparo/crypto'
import { waitFor } from '@amparo/testing'
import { beforeAll, expect, test } from 'vitest'
import { useDirectory } from './fixtures/service.ts'
import { aStatement, jurisdiction, sealKey, signed } from './fixtures/statement.ts'

const { take, get, consent, redaction, settled } = await useDirectory()
const USER_ID = 'Amparo XA redaction-seal'
const text = new TextEncoder().encode('a form')
const offered = async (): Promise<{ armored: string; fingerprint: string }> =>
  (await get('/hubs/own/seal-certificate')).body
const draw = (privateKey = sealKey) => drawSubkey(privateKey, { date: new Date(), expiresInSeconds: 3_600 })

/** As redaction tells it; resolves when it is settled. */
async function renew(armored: string): Promise<void> {
  const id = randomUUID()
  const meta = { id, aggregateId: id, aggregateVersion: 1, occurredAt: new Date(), correlationId: randomUUID() }
  const envelope = encodeEnvelope(encode(certificateRenewed, { armored }, meta), 1n)
  redaction.connection.publish(eventSubject(certificateRenewed), envelope)
  await redaction.connection.flush()
  await waitFor(() => settled(id))
}

beforeAll(async () => {
  await take(await signed(aStatement()))
})

test('a certificate is given out with the subkey that its own primary key has bound since, still certified', async () => {
  const { fingerprint } = await offered()
  const { certificate, privateKey } = await draw()
  await renew(certificate)
  const found = await offered()
  expect(found.fingerprint).toBe(fingerprint)
  await verifyCertifiedBy(found.armored, jurisdiction.XA.certificate, { now: new Date(), userId: USER_ID })
  expect(await unseal(privateKey, await sealTo(found.armored, text))).toEqual(text)
  const { hub } = await consent.ask(directoryHub, { hub: 'XA' })
  expect(hub?.certificates).toMatchObject([{ armored: found.armored, use: CertificateUse.REDACTION_SEAL }])
})

test('not one of another key, though it bears the same name', async () => {
  const before = await offered()
  const other = await generateCertificate({ userId: USER_ID, profile: 'modern' })
  await renew((await draw(other.privateKey)).certificate)
  await renew('-----BEGIN PGP PUBLIC KEY BLOCK-----')
  expect(await offered()).toEqual(before)
})

test('and stays so when the jurisdiction makes a new statement', async () => {
  const { certificate, privateKey } = await draw()
  await renew(certificate)
  await take(await signed(aStatement({ version: 2 })))
  expect(await unseal(privateKey, await sealTo((await offered()).armored, text))).toEqual(text)
})
