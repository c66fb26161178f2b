import { generateCertificate } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { warnOfEndings } from '../src/commands/warn-of-endings.ts'
import { useDirectory } from './fixtures/service.ts'
import { aStatement, SHELTER, signed } from './fixtures/statement.ts'

const { take, lines, log, store } = await useDirectory()
const DAY_S = 86_400

test('a certificate that ends soon, or has ended, is announced by whose it is and for what, and by nobody’s name', async () => {
  const [shelter, ...others] = aStatement().agencies
  if (shelter === undefined) throw new Error('no shelter')
  const { certificate, fingerprint } = await generateCertificate({
    ...{ userId: `Amparo XA agency ${SHELTER}`, profile: 'modern', expiresInSeconds: 10 * DAY_S },
  })
  const certificates = [{ armored: certificate, use: 'agency' as const, hubHeld: false }]
  await take(await signed(aStatement({ version: 2, agencies: [{ ...shelter, certificates }, ...others] })))
  const announced = async (inDays: number, warnDays: number) => {
    lines.length = 0
    const now = () => new Date(Date.now() + inDays * DAY_S * 1_000)
    await warnOfEndings({ store, log, now, warnDays })()
    return lines
      .map((line): Record<string, unknown> => JSON.parse(line))
      .map(({ message, level, fingerprint: of, agencyId, daysLeft }) => ({ message, level, of, agencyId, daysLeft }))
  }
  const ofShelter = { of: fingerprint, agencyId: SHELTER }
  expect(await announced(0, 9)).toEqual([])
  expect(await announced(0, 30)).toEqual([{ message: 'certificate.ends', level: 40, ...ofShelter, daysLeft: 9 }])
  expect(await announced(11, 30)).toEqual([{ message: 'certificate.ended', level: 50, ...ofShelter, daysLeft: -2 }])
  expect(lines.join()).not.toContain(shelter.name)
})
