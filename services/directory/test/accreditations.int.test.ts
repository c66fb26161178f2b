import { randomUUID } from 'node:crypto'
import { directoryAgency, timestampDate } from '@amparo/contracts'
import { expect, test } from 'vitest'
import { warnOfLapses } from '../src/commands/warn-of-lapses.ts'
import { useDirectory } from './fixtures/service.ts'
import { aStatement, SHELTER, signed } from './fixtures/statement.ts'

const { take, get, consent, lines, log, store } = await useDirectory()
const by = ['Ministry of Justice', 'Ombudsman of Aranda']
const DAY_MS = 86_400_000

let version = 0
const stated = async (on: string, suspended = false) => {
  const [shelter, ...others] = aStatement().agencies
  if (shelter === undefined) throw new Error('no shelter')
  version += 1
  const agencies = [
    { ...shelter, suspended, accreditation: { on, by } },
    ...others.map(one => ({ ...one, agencyId: randomUUID(), certificates: [] })),
  ]
  await take(await signed(aStatement({ version, agencies })))
}
const shown = async () => (await get(`/agencies/XA/${SHELTER}`)).body

test('whoever asks is told until when it is good, and by whom it was approved; of one that has lapsed, that it has', async () => {
  const today = new Date().toISOString().slice(0, 10)
  await stated(today)
  const { accredited, accreditation } = await shown()
  expect([accredited, accreditation.on, accreditation.by]).toEqual([true, today, by])
  const { agency } = await consent.ask(directoryAgency, { ref: { hub: 'XA', agencyId: SHELTER } })
  expect(agency?.accreditedUntil && timestampDate(agency.accreditedUntil).toISOString()).toBe(accreditation.until)
  await stated('2020-02-29')
  expect(await shown()).toMatchObject({ accredited: false, accreditation: { until: '2021-03-01T00:00:00.000Z' } })
})

test('of a lapse the operator is warned 60, 30 and 7 days ahead, once each, and each day from then on; of one that is suspended not', async () => {
  await stated('2026-03-09')
  const lapse = Date.parse('2027-03-10T00:00:00Z')
  const said = async (days: number) => {
    lines.length = 0
    await warnOfLapses({ store, log, now: () => new Date(lapse - days * DAY_MS) })()
    return lines.map(line => JSON.parse(line)).filter(({ agencyId }) => agencyId === SHELTER)
  }
  const daysSaid = async (days: number) => (await said(days)).map(({ message, daysLeft }) => `${message} ${daysLeft}`)
  expect(await daysSaid(61)).toEqual([])
  expect(await daysSaid(60)).toEqual(['accreditation.ends 60'])
  expect(await daysSaid(59)).toEqual([])
  // A hub that stood still says the one that counts.
  expect(await daysSaid(20)).toEqual(['accreditation.ends 20'])
  expect(await daysSaid(7)).toEqual(['accreditation.ends 7'])
  expect(await daysSaid(0)).toEqual([])
  for (const days of [-1, -2]) expect(await daysSaid(days)).toEqual([`accreditation.lapsed ${days}`])
  expect((await said(-1)).map(({ level }) => level)).toEqual([50])
  await stated('2026-03-09', true)
  expect(await daysSaid(-3)).toEqual([])
})

test('how many are near their lapse, and how many are past it, is said each day', async () => {
  await stated('2026-03-09')
  const all = aStatement().agencies.length
  const counted = async (days: number) => {
    lines.length = 0
    const now = () => new Date(Date.parse('2027-03-10T00:00:00Z') - days * DAY_MS)
    await warnOfLapses({ store, log, now })()
    const said = lines.map(line => JSON.parse(line)).find(({ message }) => message === 'accreditations.counted')
    return [said.agencies, said.within60, said.within30, said.within7, said.lapsed]
  }
  expect(await counted(61)).toEqual([all, 0, 0, 0, 0])
  for (const _ of ['once', 'and again']) expect(await counted(59)).toEqual([all, 1, 0, 0, 0])
  expect(await counted(30)).toEqual([all, 1, 1, 0, 0])
  expect(await counted(7)).toEqual([all, 1, 1, 1, 0])
  expect(await counted(-1)).toEqual([all, 1, 1, 1, 1])
  await stated('2026-03-09', true)
  expect(await counted(-1)).toEqual([all - 1, 0, 0, 0, 0])
})
