import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { sealBytesTo } from '../src/openpgp/seal.ts'
import { ROOM_FOR_HEADERS, sealSlicesTo, unsealInto } from '../src/openpgp/seal-slices.ts'
import { type GeneratedCertificate, generateCertificate, type Profile, unseal } from '../src/web.ts'

const MADE = new Date('2026-11-01T10:00:00.000Z')
const KIB = 1024
/** Around the edges of a slice, of a chunk of SEIPDv2, and of the forms of a length. */
const SIZES = [0, 1, 179, 180, 8_383 - 6, 64 * KIB - 12, 64 * KIB, 256 * KIB - 12, 256 * KIB, 600 * KIB + 7]

describe.each<Profile>(['modern', 'compatible'])('a message made in slices, %s', profile => {
  let keys: GeneratedCertificate
  beforeAll(async () => {
    keys = await generateCertificate({ userId: 'Amparo XA agency', profile, date: MADE })
  })
  const room = Buffer.alloc(1024 * KIB + ROOM_FOR_HEADERS)
  const sealed = async (bytes: Uint8Array) => Buffer.concat([...(await sealSlicesTo(keys.certificate, bytes))])
  const opened = (message: Uint8Array, into = room) => unsealInto([keys.privateKey], message, into)

  test.each(SIZES)('of %i bytes is what OpenPGP.js opens, and the other way round', async size => {
    const bytes = randomBytes(size)
    expect(bytes.equals(await unseal(keys.privateKey, await sealed(bytes)))).toBe(true)
    expect(bytes.equals(await opened(await sealBytesTo(keys.certificate, bytes)))).toBe(true)
    expect(bytes.equals(await opened(await sealed(bytes)))).toBe(true)
  })

  test.each(SIZES)('of %i bytes is opened where it lies, whoever made it', async size => {
    const bytes = randomBytes(size)
    for (const message of [await sealBytesTo(keys.certificate, bytes), await sealed(bytes)]) {
      room.set(message)
      expect(bytes.equals(await opened(room.subarray(0, message.byteLength)))).toBe(true)
    }
  })

  it('holds no part larger than a slice', async () => {
    const parts = [...(await sealSlicesTo(keys.certificate, randomBytes(600 * KIB)))]
    expect(Math.max(...parts.map(part => part.byteLength))).toBeLessThanOrEqual(64 * KIB)
  })

  it('is refused with any byte changed, cut short, longer, or for another key', async () => {
    const message = await sealed(randomBytes(300 * KIB))
    const refused = { code: 'message_refused' }
    for (const at of [0, 1, 8, 40, 120, 150, 280 * KIB, message.length - 21, message.length - 1]) {
      const changed = Buffer.from(message)
      changed[at] = (changed[at] ?? 0) ^ 1
      await expect(opened(changed), `byte ${at}`).rejects.toMatchObject(refused)
    }
    for (const other of [message.subarray(0, -1), message.subarray(0, 200), Buffer.concat([message, message])])
      await expect(opened(other)).rejects.toMatchObject(refused)
    const other = await generateCertificate({ userId: 'Amparo XB agency', profile, date: MADE })
    await expect(unsealInto([other.privateKey], message, room)).rejects.toMatchObject(refused)
  })

  it('is refused where it does not fit', async () => {
    const message = await sealed(randomBytes(300 * KIB))
    await expect(opened(message, Buffer.alloc(300 * KIB))).rejects.toMatchObject({ code: 'message_refused' })
  })
})

test('a message of SEIPDv2 that lacks chunks at its end is refused, with its lengths put right', async () => {
  const { certificate, privateKey } = await generateCertificate({
    userId: 'Amparo XA agency',
    profile: 'modern',
    date: MADE,
  })
  const whole = Buffer.concat([...(await sealSlicesTo(certificate, randomBytes(600 * KIB)))])
  // Session key, then the header of the container; its chunks are 256 KiB and 16 bytes each, and 16 bytes are at the end.
  const container = whole.indexOf(Buffer.of(0xd2, 0xff))
  const kept = 36 + 256 * KIB + 16
  const body = whole.subarray(container + 6, container + 6 + kept)
  const header = Buffer.from(whole.subarray(container, container + 6))
  header.writeUInt32BE(kept + 16, 2)
  const cut = Buffer.concat([whole.subarray(0, container), header, body, whole.subarray(-16)])
  const room = Buffer.alloc(1024 * KIB)
  await expect(unsealInto([privateKey], cut, room)).rejects.toMatchObject({ code: 'message_refused' })
})
