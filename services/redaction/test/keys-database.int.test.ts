import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { useHubDatabase } from '@amparo/testing'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { connectionOn } from '../src/store/keys-connection.ts'
import { openKeysDatabase } from '../src/store/keys-database.ts'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const database = await useHubDatabase({
  services: { redaction: folder('../migrations') },
  keysMigrations: folder('../migrations-keys'),
})
const sockets: Socket[] = []
const network = createServer(own => {
  const { hostname, port } = new URL(database.keys)
  const far = connect(Number(port), hostname)
  sockets.push(own, far)
  for (const socket of [own, far]) socket.on('error', () => {})
  own.pipe(far).pipe(own)
})
network.listen(0, '127.0.0.1')
await once(network, 'listening')
afterAll(() => {
  for (const socket of sockets) socket.destroy()
  network.close()
})

test('A network that goes away without a word holds nobody up for longer than a few seconds, and is found again', async () => {
  const url = new URL(database.keys)
  url.host = `127.0.0.1:${(network.address() as AddressInfo).port}`
  const keys = await openKeysDatabase(url.href)
  await Promise.all([keys.ready(), keys.ready(), keys.ready()])
  for (const socket of sockets) socket.unpipe().pause()
  const asked = [keys.currentKeyId(), keys.holds(), keys.rotate('a', 'b', new Date())].map(one =>
    one.catch((error: { code: string }) => error.code),
  )
  expect(await Promise.all(asked)).toEqual(Array(3).fill('database_unavailable'))
  await keys.ready()
  await keys.close()
}, 30_000)

test('What the database refuses is no outage: it says by which SQLSTATE, and by no values', async () => {
  const pool = new pg.Pool({ connectionString: database.keys, options: '-c search_path=keys' })
  const { sql, transaction } = connectionOn(pool)
  const refused = { name: 'DatabaseError', code: '23514', message: '23514 wrapped_key_names_its_key' }
  const save = `insert into wrapped_key (subject_id, key_id, wrapped) values ($1, $2, '\\x')`
  await expect(sql('select 1 from nowhere')).rejects.toMatchObject({ name: 'DatabaseError', code: '42P01' })
  await expect(transaction(tx => tx(save, [randomUUID(), 'nobody']))).rejects.toMatchObject(refused)
  await pool.end()
})
