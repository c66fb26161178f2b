import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  assertFormContext,
  type GeneratedCertificate,
  generateCertificate,
  openForm,
  type SealedForm,
  sealForm,
  sealTo,
} from '../src/web.ts'
import { outcome } from './tampering.ts'

const issued = new Date('2026-03-04T12:00:00.000Z')
const form: SealedForm<{ names: string[] }> = {
  v: 1,
  hub: 'XA',
  route: 'POST /subjects',
  agency: '0d9c1c0e-3d86-4a0e-9d0c-0f7f0f3b8a01',
  user: '6a8c1c0e-3d86-4a0e-9d0c-0f7f0f3b8a02',
  nonce: randomUUID(),
  issuedAt: issued.toISOString(),
  data: { names: ['Ana Ficticia'] },
}
const expected = { hub: form.hub, route: form.route, agency: form.agency, user: form.user, now: issued }
const after = (seconds: number) => ({ ...expected, now: new Date(issued.getTime() + seconds * 1000) })

let redaction: GeneratedCertificate
beforeAll(async () => {
  redaction = await generateCertificate({ userId: 'Amparo XA redaction-seal', profile: 'modern' })
})

describe('a sealed form', () => {
  it('comes out as it went in', async () => {
    expect(await openForm(redaction.privateKey, await sealForm(redaction.certificate, form))).toEqual(form)
  })

  it.each([
    ['a field too many', { ...form, admin: true }],
    ['a field missing', { ...form, nonce: undefined }],
    ['another version', { ...form, v: 2 }],
    ['a short nonce', { ...form, nonce: '1' }],
    ['a date in another spelling', { ...form, issuedAt: '2026-03-04T12:00:00Z' }],
    ['a hub that is a list', { ...form, hub: ['XA'] }],
    ['no data', { ...form, data: undefined }],
    ['a list instead', [form]],
  ])('with %s is refused', async (_, wrong) => {
    const sealed = await sealTo(redaction.certificate, new TextEncoder().encode(JSON.stringify(wrong)))
    expect(await outcome(() => openForm(redaction.privateKey, sealed))).toBe('sealed_form_refused')
  })

  it('that is no JSON, or no UTF-8, is refused', async () => {
    for (const bytes of [new TextEncoder().encode('{'), Uint8Array.of(0xff, 0xfe)]) {
      const sealed = await sealTo(redaction.certificate, bytes)
      expect(await outcome(() => openForm(redaction.privateKey, sealed))).toBe('sealed_form_refused')
    }
  })
})

describe('the context of a form', () => {
  const checked = (context: typeof expected & { maxAgeSeconds?: number }) =>
    outcome(() => assertFormContext(form, context))

  it('is accepted for five minutes from its own hub, route, agency and user', async () => {
    expect(await checked(expected)).toBe('accepted')
    expect(await checked(after(300))).toBe('accepted')
    expect(await checked(after(-60))).toBe('accepted')
  })

  it('is refused stale or from the future', async () => {
    expect(await checked(after(301))).toBe('sealed_form_stale')
    expect(await checked(after(-61))).toBe('sealed_form_stale')
    expect(await checked({ ...after(11), maxAgeSeconds: 10 })).toBe('sealed_form_stale')
  })

  it('is refused with any other hub, route, agency or user', async () => {
    const field = fc.constantFrom('hub', 'route', 'agency', 'user')
    await fc.assert(
      fc.asyncProperty(field, fc.string(), async (name, value) => {
        fc.pre(value !== form[name as 'hub'])
        expect(await checked({ ...expected, [name]: value })).toBe('sealed_form_refused')
      }),
    )
  })

  it('is refused in the same words whichever part is wrong, and even when it is stale as well', async () => {
    expect(await checked({ ...after(9999), user: 'other' })).toBe('sealed_form_refused')
  })
})
