import { beforeAll, describe, expect, it } from 'vitest'
import {
  encryptAndSignArmored,
  type GeneratedCertificate,
  generateCertificate,
  openViewAnswer,
  sealViewAnswer,
} from '../src/web.ts'

const view = { referralId: 'r-1', categories: { needs: ['housing'] } }
const now = new Date()
let redaction: GeneratedCertificate
let consent: GeneratedCertificate
let reader: GeneratedCertificate
let other: GeneratedCertificate
beforeAll(async () => {
  ;[redaction, consent, reader, other] = await Promise.all([certificate(), certificate(), certificate(), certificate()])
})
const certificate = () => generateCertificate({ userId: 'somebody', profile: 'modern', date: now })

const sealed = (change: Partial<Parameters<typeof sealViewAnswer>[0]> = {}) =>
  sealViewAnswer({
    ...{ view, hub: 'XA', request: 'a.b.c', replyCertificate: reader.certificate, signingKey: redaction.privateKey },
    ...change,
  })
const open = (answer: string, change: Partial<Parameters<typeof openViewAnswer>[1]> = {}) =>
  openViewAnswer(answer, {
    ...{ hub: 'XA', request: 'a.b.c', privateKey: reader.privateKey, now },
    signer: { certificate: redaction.certificate, fingerprint: redaction.fingerprint },
    ...change,
  })

describe('The answer to a view request', () => {
  it('is opened by the reader who asked, and by nobody else', async () => {
    expect(await open(await sealed())).toEqual(view)
    await expect(open(await sealed(), { privateKey: other.privateKey })).rejects.toMatchObject({
      code: 'message_refused',
    })
  })

  it('is refused when it answers another request or comes from another hub', async () => {
    await expect(open(await sealed({ request: 'd.e.f' }))).rejects.toMatchObject({ code: 'message_refused' })
    await expect(open(await sealed({ hub: 'XB' }))).rejects.toMatchObject({ code: 'message_refused' })
  })

  it('is refused as the answer to another route', async () => {
    const route = 'POST /message-views'
    expect(await open(await sealed({ route }), { route })).toEqual(view)
    await expect(open(await sealed({ route }))).rejects.toMatchObject({ code: 'message_refused' })
    await expect(open(await sealed(), { route })).rejects.toMatchObject({ code: 'message_refused' })
  })

  it('is refused when another key has signed it, whatever certificate comes along', async () => {
    const forged = await sealed({ signingKey: consent.privateKey })
    await expect(open(forged)).rejects.toMatchObject({ code: 'message_refused' })
    const signer = { certificate: consent.certificate, fingerprint: redaction.fingerprint }
    await expect(open(forged, { signer })).rejects.toMatchObject({ code: 'certificate_not_trusted' })
  })

  it('is nothing else that the same key signs: a package is no view', async () => {
    const data = new TextEncoder().encode(JSON.stringify({ v: 1, hub: 'XA', view }))
    const signed = await encryptAndSignArmored({
      recipient: reader.certificate,
      signingKey: redaction.privateKey,
      data,
    })
    await expect(open(signed)).rejects.toMatchObject({ code: 'message_refused' })
  })

  it('cannot be sealed on to another reader, whose request it does not answer', async () => {
    // A reader can open a message and encrypt the signed text to somebody else; here with redaction's own signature on it.
    const onward = await sealed({ replyCertificate: other.certificate })
    const theirs = { privateKey: other.privateKey, request: 'of.the.other' }
    await expect(open(onward, theirs)).rejects.toMatchObject({ code: 'message_refused' })
  })
})
