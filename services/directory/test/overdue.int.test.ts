import { expect, test } from 'vitest'
import { warnOfOverdue } from '../src/commands/warn-of-overdue.ts'
import { useDirectory } from './fixtures/service.ts'
import { aStatement, SHELTER, signed } from './fixtures/statement.ts'

const { take, get, lines, log, store } = await useDirectory()
const DAY_MS = 86_400_000

test('that the next statement is due, or overdue, is announced each day, and shown; what the last one says stays in force', async () => {
  const due = new Date(Date.now() - 2 * DAY_MS)
  await take(await signed(aStatement({ version: 3, nextBy: due.toISOString() })))
  const said = async (inDays: number) => {
    lines.length = 0
    await warnOfOverdue({ store, log, now: () => new Date(due.getTime() + inDays * DAY_MS) })()
    return lines
      .map((line): Record<string, unknown> => JSON.parse(line))
      .map(({ message, level, version, daysLeft }) => ({ message, level, version, daysLeft }))
  }
  expect(await said(-14)).toEqual([])
  expect(await said(-13.5)).toEqual([{ message: 'directory.due', level: 40, version: 3, daysLeft: 13 }])
  expect(await said(1)).toEqual([{ message: 'directory.overdue', level: 50, version: 3, daysLeft: -1 }])
  expect((await get('/hubs/own/statement')).body).toMatchObject({
    version: 3,
    overdue: true,
    nextBy: due.toISOString(),
  })
  expect((await get(`/agencies/XA/${SHELTER}`)).body.accredited).toBe(true)
  await take(await signed(aStatement({ version: 4, nextBy: new Date(Date.now() + DAY_MS).toISOString() })))
  expect((await get('/hubs/own/statement')).body).toMatchObject({ version: 4, overdue: false })
})
