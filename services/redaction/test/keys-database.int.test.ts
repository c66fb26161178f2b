import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { useHubDatabase } from '@amparo/testing'
import { afterAll, expect, test } from 'vitest'
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
