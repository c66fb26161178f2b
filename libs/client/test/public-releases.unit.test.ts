import {
  certificateName,
  certify,
  encryptAndSign,
  generateCertificate,
  openForm,
  readCertificate,
} from '@amparo/crypto/web'
import { expect, it } from 'vitest'
import { createClient, ProblemError } from '../src/index.ts'
import { fakeSession, urls } from './fakes.ts'

const [jurisdiction, seal, sign, stranger] = await Promise.all(
  [
    'Amparo XA jurisdiction',
    certificateName({ hub: 'XA', use: 'redaction-seal' }),
    certificateName({ hub: 'XA', use: 'redaction-sign' }),
    'stranger',
  ].map(userId => generateCertificate({ userId, profile: 'modern' })),
)
if (!(jurisdiction && seal && sign && stranger)) throw new Error('no certificates')
const offered = async ({ certificate, fingerprint }: typeof seal) => ({
  armored: await certify(certificate, jurisdiction.privateKey),
  fingerprint,
})
const certificates: Readonly<Record<string, object>> = {
  '/directory/hubs/own/seal-certificate': await offered(seal),
  '/directory/hubs/XA': { certificates: [{ ...(await offered(sign)), use: 'redaction_sign' }] },
}

const asking = (change: object, signingKey = sign.privateKey) =>
  createClient({
    urls: { ...urls, exchange: 'https://hub.example/exchange' },
    hub: 'XA',
    jurisdictionCert: jurisdiction.certificate,
    session: fakeSession,
    async fetch(url, { body }) {
      const path = new URL(url).pathname
      const certificate = certificates[path]
      if (certificate !== undefined) return Response.json(certificate)
      expect(path).toBe('/redaction/public-releases')
      const form = await openForm(seal.privateKey, JSON.parse(String(body)).sealed)
      const { replyCertificate, ...asked } = form.data as { replyCertificate: string }
      const recipient = await readCertificate(replyCertificate)
      const data = new TextEncoder().encode(JSON.stringify({ ...asked, ...change }))
      const sealed = await encryptAndSign({ recipient, signingKey, data })
      return Response.json({ sealed: Buffer.from(sealed).toString('base64') }, { status: 201 })
    },
  })
const release = { kind: 'text', purpose: 'media', lang: 'es', text: 'Nadie.', subjectRefs: [] } as const

it('a release for everybody is sealed to the hub, and opened by who asked alone', async () => {
  expect(await asking({ text: '…' }).releasePublicly(release)).toMatchObject({ ...release, text: '…' })
})

it('one that the hub did not sign, or another than was asked for, is not believed', async () => {
  for (const client of [
    asking({}, stranger.privateKey),
    asking({ purpose: 'judgment' }),
    asking({ kind: 'records' }),
  ]) {
    const error = await client.releasePublicly(release).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ProblemError)
    expect(error).toMatchObject({ code: 'view_unreadable', own: true })
  }
})
