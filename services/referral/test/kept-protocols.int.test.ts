import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf, loadFiles, SUBMIT } from '@amparo/protocols'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { assign } from '../src/commands/assign.ts'
import { hearOf } from '../src/commands/hear-of.ts'
import { recallProtocols } from '../src/commands/recall-protocols.ts'
import { recordStep } from '../src/commands/record-steps.ts'
import { withdraw } from '../src/commands/withdraw.ts'
import { type Book, bookWith } from '../src/domain/book.ts'
import { deadlinesOf } from '../src/domain/deadlines.ts'
import { opening } from '../src/domain/open.ts'
import { addReferral } from '../src/store/referrals.ts'
import { files, folder } from './fixtures/book.ts'
import { useHubOfTwo } from './fixtures/hub-of-two.ts'

const FROM = { hub: 'XA', agencyId: randomUUID() }
const TO = { hub: 'XA', agencyId: randomUUID() }
const { using, store, admin, caller, log, lines } = await useHubOfTwo('XA', TO.agencyId)

const DRILL = files.find(file => file.endsWith('drill.v2.yaml')) ?? ''
const without = loadFiles(files.filter(file => file !== DRILL))
const scratch = tempDir('protocols')
afterAll(() => removeTempDir(scratch))
/** The same version, with another deadline. */
const changed = () => {
  const file = join(scratch, 'drill.v2.yaml')
  writeFileSync(file, readFileSync(DRILL, 'utf8').replace('within: P5D', 'within: P6D'))
  return loadFiles([...files.filter(other => other !== DRILL), file])
}
const drill = folder.get('drill', 2)
const hash = drill && hashOf(drill)

async function sent(book: Book): Promise<string> {
  const protocol = book.latest('drill')
  if (protocol === undefined) throw new Error('no such protocol')
  const id = randomUUID()
  const at = new Date()
  const given = { id, priority: 'normal', from: FROM, to: TO, purpose: 'shelter', services: ['housing'], quick: false }
  const referral = opening(book, protocol, { ...given, minor: false, subjectRef: 'a', submittedAt: at })
  const submit = { step: SUBMIT, side: 'sender', data: { version: protocol.version } } as const
  await store.run(async tx => {
    await addReferral(tx, referral)
    const quiet = { at, correlationId: id, quiet: true }
    await recordStep(tx, using(book).deps, { referral, steps: [], run: undefined }, submit, quiet)
  })
  return id
}
const start = (book: Book) => recallProtocols({ store, book, log, now: () => new Date() })()
const said = (message: string) => lines.map(line => JSON.parse(line)).filter(line => line.message === message)
const kept = async () => (await admin.query('select protocol, version, hash from protocol_file order by 1, 2')).rows
const now = () => ({ at: new Date(), correlationId: randomUUID() })

beforeEach(async () => {
  await admin.query('truncate referral cascade')
  await admin.query('truncate protocol_file')
  lines.length = 0
})

test('a referral goes on under a protocol that was taken out of the folder: steps, deadlines, assignments, news and withdrawal', async () => {
  const id = await sent(bookWith(folder))
  expect(await kept()).toEqual([{ protocol: 'drill', version: 2, hash }])
  const book = bookWith(without)
  await start(book)
  expect(said('referral.protocol_kept')).toMatchObject([{ protocol: 'drill', protocolVersion: 2 }])
  expect(said('referral.protocol_gone')).toEqual([])
  const { take, copy, deps, hearing, open } = using(book)
  expect((await open(id, 'recipient')).map(({ step }) => step)).toEqual(['begin', 'note'])
  await take(id, 'begin', {})
  const found = await copy(id)
  expect(found.run).toMatchObject({ state: 'working', protocol: { version: 2 } })
  expect(deadlinesOf(book, found).map(({ deadline }) => deadline)).toEqual(['finish', 'no-word'])
  const replay = { user: caller.user, route: 'a', key: randomUUID(), fingerprint: '' }
  const respond = () => ({ status: 200, body: {} })
  const assigning = { caller, referralId: id, userId: undefined, expectedVersion: undefined, correlationId: id }
  const { assignments } = await assign(deps)({ ...assigning, replay: { ...replay, respond } })
  expect(assignments).toEqual([{ agencyId: TO.agencyId, userId: caller.user }])
  const message = { referralId: id, agencyId: TO.agencyId, by: 'redaction', name: 'message', data: {} } as const
  await store.run(tx => hearOf(hearing)(tx, message, now()))
  await store.run(tx => withdraw(hearing)(tx, { referralIds: [id], voidPermits: [] }, now()))
  expect((await copy(id)).run.entries.map(({ taken }) => taken.step)).toEqual([
    'submit',
    'begin',
    'message',
    'withdraw',
  ])
  expect((await copy(id)).run.state).toBe('gone')
})

test('it takes no new referrals: those go under the latest version that is in the folder', async () => {
  await sent(bookWith(folder))
  const book = bookWith(without)
  await start(book)
  expect(book.latest('drill')?.version).toBe(1)
  expect(
    book
      .all()
      .concat(book.everyVersion())
      .some(({ protocol, version }) => protocol === 'drill' && version === 2),
  ).toBe(false)
})

test('one that another instance has kept since this one started is found when it is needed', async () => {
  const book = bookWith(without)
  await start(book)
  const id = await sent(bookWith(folder))
  await using(book).take(id, 'begin', {})
  expect((await using(book).copy(id)).run.state).toBe('working')
})

test('a file that was changed under the same version does not count, for running referrals or new ones, and that is said', async () => {
  await sent(bookWith(folder))
  const edited = changed()
  const book = bookWith(edited)
  await start(book)
  expect(said('referral.protocol_changed')).toMatchObject([{ level: 50, protocol: 'drill', protocolVersion: 2 }])
  for (const protocol of [book.latest('drill'), book.get('drill', 2), book.versions('drill')(2)])
    expect(protocol && hashOf(protocol)).toBe(hash)
  expect(book.everyVersion().map(hashOf)).toEqual(folder.everyVersion().map(hashOf))
})

test('nor does it where it was changed while the service ran: the first referral under it is refused, and the next goes by what was kept', async () => {
  await sent(bookWith(folder))
  const book = bookWith(changed())
  await expect(sent(book)).rejects.toMatchObject({ code: 'protocol_changed' })
  const { run } = await using(book).copy(await sent(book))
  expect(hashOf(run.protocol)).toBe(hash)
  expect(await kept()).toHaveLength(1)
})

test('versions under which referrals run are kept at start, also if they were sent before anything was kept', async () => {
  await sent(bookWith(folder))
  await admin.query('truncate protocol_file')
  await start(bookWith(folder))
  expect(await kept()).toEqual([{ protocol: 'drill', version: 2, hash }])
})

test('what is kept is never changed, nor removed', async () => {
  await sent(bookWith(folder))
  for (const change of ["update protocol_file set hash = ''", 'delete from protocol_file'])
    await expect(store.run(tx => tx.sql(change))).rejects.toThrow()
  expect(await kept()).toHaveLength(1)
})
